"""Who asks: name and password, by Basic or, where a server wants it, by Digest; or a bearer token. Refuses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.request import (
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

import urllib3

from kg.push.destination import Destination, place_of

__all__ = ["Signer"]

DIGEST = "digest "


class Signer:
    """Signs requests. It remembers what a server once challenged it to: each request after that is signed at once."""

    def __init__(self, destination: Destination) -> None:
        self._destination = destination
        passwords = HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, place_of(destination.url), destination.user, destination.password)
        self._digest = HTTPDigestAuthHandler(passwords)  # the standard library's arithmetic; it sends nothing here
        self._challenge: dict[str, str] = {}

    def headers(self, method: str, url: str) -> Mapping[str, str]:
        """The header that says who asks; none for nobody."""
        destination = self._destination
        if self._challenge:
            signed = self._digest.get_authorization(Request(url, method=method), self._challenge)  # noqa: S310 -- not sent
            return {"Authorization": f"Digest {signed}"}
        if destination.user:
            return urllib3.make_headers(basic_auth=f"{_latin(destination.user)}:{_latin(destination.password)}")
        return {"Authorization": f"Bearer {destination.token}"} if destination.token else {}

    def is_challenged(self, challenge: str) -> bool:
        """Whether a refused request can be signed in another way, now that the server has said in which."""
        if not self._destination.user or not challenge.lower().startswith(DIGEST):
            return False
        again = parse_keqv_list(parse_http_list(challenge[len(DIGEST) :]))
        known, self._challenge = self._challenge, again
        return not known or again.get("stale", "").lower() == "true"


def _latin(text: str) -> str:
    """The text so that urllib3, which encodes as Latin-1, sends it as UTF-8."""
    return text.encode().decode("latin-1")
