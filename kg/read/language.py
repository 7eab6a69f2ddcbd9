"""Tells English from other languages by their function words: no model, no chance; refuses to judge a few words."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["find_foreign_language"]

MIN_JUDGED_WORDS = 8
MIN_LONG_TEXT_WORDS = 40
MIN_ENGLISH_SHARE = 0.06  # English news has 0.3 to 0.45, and captions with addresses 0.14
MIN_FOREIGN_SHARE = 0.2
MAX_JUDGED_CHARS = 20_000

_ENGLISH = "English"
_LISTED = {  # no word of one letter: a list or a pair of initials has those
    _ENGLISH: "the of and to that for with by from is was are were has have had it he she his her they their this which"
    " who not will would could said says its been be at as on in an after over but or than into about between against"
    " you we my your me do did am what how when there if so all no",
    "German": "der die das und ist nicht den dem des ein eine einen mit von zu auf für sich im auch nach bei wird",
    "French": "le la les des et est une un du dans pour que qui par sur pas au avec ce sont il elle aux ont plus",
    "Spanish": "el la los las de que en un una por con para se del al es su lo como más pero sus este ha",
    "Portuguese": "os as de que em um uma por com para não do da dos das no na se ao mais foi pelo são",
    "Italian": "il lo la gli le di che un una per con non del della dei nel si sono da al ha anche più",
    "Dutch": "de het een en van dat niet met voor zijn op te aan er ook naar door bij die wordt om heeft",
    "Swedish": "och att det som en på är av för med den till inte har ett om vid de var sig från",
    "Danish or Norwegian": "og det som en på er af av til ikke har et om den med de at fra ved blev ble",
    "Czech": "se na je že do ve pro za by ale jako po jsou které byl podle",
    "Finnish": "ja on ei että se oli hän ovat mutta kun myös joka sen mukaan ole olla kuin jos",
    "Hungarian": "az és hogy nem egy is van volt már csak de meg még szerint kell ha el",
    "Romanian": "și de la în cu pe din care nu un să este mai pentru că au fi al se",
    "Polish": "na do się nie że to jest od za po jak przez dla oraz który są ma",
    "Turkish": "ve bir bu da de için ile olarak daha çok en olan gibi kadar sonra ise ne var göre",
    "Indonesian": "yang dan di dengan untuk dari pada ini itu tidak akan dalam ke telah oleh sebagai juga",
    "Vietnamese": "và của là các có được cho không trong đã với những người này một về khi từ đến",
}
_FUNCTION_WORDS = {name: frozenset(words.split()) for name, words in _LISTED.items()}
_WORD = re.compile(r"[^\W\d_]+")


def find_foreign_language(text: str) -> str | None:
    """What the text is written in if that is not English; None for English, and where there is too little to tell.

    Looks at the first 20,000 characters. A language that no row names is "another language".
    """
    sample = unicodedata.normalize("NFC", text[:MAX_JUDGED_CHARS])
    if _is_mostly_other_script(sample):
        return "another script"
    words = [word.casefold() for word in _WORD.findall(sample)]
    return _judge_words(words) if len(words) >= MIN_JUDGED_WORDS else None


def _judge_words(words: list[str]) -> str | None:
    counts = {name: sum(word in listed for word in words) for name, listed in _FUNCTION_WORDS.items()}
    english = counts.pop(_ENGLISH)
    hits, name = max((count, name) for name, count in counts.items())
    if hits > english and hits >= MIN_FOREIGN_SHARE * len(words):
        return name
    if len(words) >= MIN_LONG_TEXT_WORDS and english < MIN_ENGLISH_SHARE * len(words):
        return "another language"
    return None


def _is_mostly_other_script(text: str) -> bool:
    """Whether more than half of the letters are not Latin ones (Latin reaches to U+024F, and U+1E00 to U+1EFF)."""
    letters = [char for char in text if char.isalpha()]
    latin = sum(char < "\u0250" or "\u1e00" <= char <= "\u1eff" for char in letters)
    return len(letters) >= MIN_JUDGED_WORDS and latin * 2 < len(letters)
