"""Finds the files to read and gets their text; refuses what is no regular file, too large, binary, or not UTF-8."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.model import Skipped

__all__ = [
    "MAX_FILE_BYTES",
    "Found",
    "check_magic",
    "decode_utf8",
    "describe_error",
    "find_files",
    "load_bytes",
    "load_text",
    "regular_size",
]

MAX_FILE_BYTES = 20_000_000

# Endings that hold articles and that no reader takes: named wherever they are met, with the way out.
_REMEDIES = {
    ".pdf": "a PDF; convert it with `pdftotext FILE.pdf`",
    ".doc": "a Word document; save it as plain text",
    ".docx": "a Word document; save it as plain text",
    ".odt": "an OpenDocument text; save it as plain text",
    ".rtf": "Rich Text; save it as plain text",
    ".epub": "an e-book; convert it to plain text",
    ".mht": "a web archive; save the page as HTML",
    ".mhtml": "a web archive; save the page as HTML",
    ".json": "JSON; write one object a line with `jq -c '.[]' FILE.json > FILE.jsonl`",
    ".gz": "compressed; unpack it with `gunzip`",
    ".zip": "an archive; unpack it with `unzip`",
}
_MAGIC = (
    (b"%PDF", _REMEDIES[".pdf"]),
    (b"PK\x03\x04", "an archive or an office document; unpack it, or save it as plain text"),
    (b"\xd0\xcf\x11\xe0", _REMEDIES[".doc"]),
    (b"{\\rtf", _REMEDIES[".rtf"]),
    (b"\x1f\x8b", _REMEDIES[".gz"]),
    (b"\x89PNG", "a picture; give the article's text"),
    (b"\xff\xd8\xff", "a picture; give the article's text"),
    (b"GIF8", "a picture; give the article's text"),
    (b"\xff\xfe", "UTF-16; convert it with `iconv -f UTF-16 -t UTF-8`"),
    (b"\xfe\xff", "UTF-16; convert it with `iconv -f UTF-16 -t UTF-8`"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read: where it lies, and what to call it, which is the path as it was given."""

    path: Path
    source: str


def find_files(
    paths: Iterable[str | Path], suffixes: Collection[str], on_skip: Callable[[Skipped], None]
) -> tuple[Found, ...]:
    """The files given and those in the folders given, each once, in the order of their real paths.

    In folders only files with one of the suffixes count. Hidden files and folders are passed over, links to folders are
    not followed, and a file reached by two names goes by the shorter one.
    """
    found: dict[Path, str] = {}
    for given in paths:
        for source in _expand(os.fspath(given), suffixes, on_skip):
            real = Path(os.path.realpath(source))  # Path.resolve raises on a link to itself
            found[real] = min(found.get(real, source), source, key=lambda name: (len(name), name))
    return tuple(Found(real, found[real]) for real in sorted(found))


def load_bytes(path: Path) -> bytes:
    """All of the file; `InputError` for one that is no regular file, empty, too large, or binary."""
    size = regular_size(path)
    if size > MAX_FILE_BYTES:
        raise InputError(
            f"{size / 1e6:.0f} MB are too large for one article (at most {MAX_FILE_BYTES / 1e6:.0f} MB); split it"
        )
    content = path.read_bytes()
    if not content.strip():
        raise InputError("empty; give a file that holds an article's text")
    check_magic(content)
    if b"\x00" in content:
        raise InputError("binary; give the article's text")
    return content


def load_text(path: Path) -> str:
    """The file as UTF-8, whole: line ends and a byte order mark stay, so that offsets are the file's."""
    return decode_utf8(load_bytes(path))


def decode_utf8(content: bytes) -> str:
    """The bytes as UTF-8; `InputError` says where they are something else."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(
            f"not UTF-8 (byte {error.start + 1}); convert it, for instance with `iconv -f WINDOWS-1252 -t UTF-8`"
        ) from error


def check_magic(content: bytes) -> None:
    """Raises `InputError` where the first bytes are those of a format that is not text."""
    for magic, remedy in _MAGIC:
        if content.startswith(magic):
            raise InputError(remedy)


def regular_size(path: Path) -> int:
    """The file's bytes; `InputError` for a pipe or a device, which might never end."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise InputError("not a regular file; write what it gives into a file first")
    return status.st_size


def _expand(given: str, suffixes: Collection[str], on_skip: Callable[[Skipped], None]) -> Iterator[str]:
    """The readable files behind one given path."""
    if not _is_folder(given):
        reason = _refuse_path(given, suffixes)
        if reason:
            on_skip(Skipped(given or '""', reason))
        else:
            yield given
        return
    anything = False
    for source in _walk(given, on_skip):
        suffix = Path(source).suffix.lower()
        anything = anything or suffix in suffixes or suffix in _REMEDIES
        if suffix in suffixes:
            yield source
        elif suffix in _REMEDIES:
            on_skip(Skipped(source, _REMEDIES[suffix]))
    if not anything:
        on_skip(Skipped(given, f"no articles in this folder; it should hold files that end in {_list(suffixes)}"))


def _walk(folder: str, on_skip: Callable[[Skipped], None]) -> Iterator[str]:
    def refuse(error: OSError) -> None:
        on_skip(Skipped(str(error.filename), f"{describe_error(error)}; allow reading it, or leave it out"))

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (str(Path(parent, name)) for name in sorted(names) if not name.startswith("."))


def _is_folder(given: str) -> bool:
    try:
        return bool(given) and Path(given).is_dir()
    except (OSError, ValueError):  # a name that no file can have, or one that may not be looked at
        return False


def _refuse_path(given: str, suffixes: Collection[str]) -> str | None:
    if not given:
        return "an empty path; name a file or a folder"
    if given.startswith(("http://", "https://")):
        return "an address, and nothing is fetched; save the page and give the file"
    try:
        Path(given).stat()
    except FileNotFoundError:
        return "no such file or folder; check the spelling"
    except (OSError, ValueError) as error:
        return f"{describe_error(error)}; check the path"
    suffix = Path(given).suffix.lower()
    if suffix in suffixes:
        return None
    return _REMEDIES.get(
        suffix, f"no reader for {suffix or 'a name without ending'}; rename it to end in {_list(suffixes)}"
    )


def describe_error(error: OSError | ValueError) -> str:
    """What the system says of the error, without number and path."""
    return (getattr(error, "strerror", None) or str(error)).lower()


def _list(suffixes: Collection[str]) -> str:
    *most, last = sorted(suffixes)
    return f"{', '.join(most)} or {last}" if most else last
