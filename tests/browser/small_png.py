"""Pictures of screens as small files: PNG with a palette of 256 colours, which is nearly all that a page has.

Refuses nothing that Chromium can decode. The same picture gives the same bytes with the same zlib.
"""

from __future__ import annotations

import base64
import struct
import zlib
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from selenium import webdriver

DECODE = """
const bytes = Uint8Array.from(atob(arguments[0]), (character) => character.charCodeAt(0));
return createImageBitmap(new Blob([bytes], { type: "image/png" })).then((image) => {
  const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  let text = "";
  for (let at = 0; at < data.length; at += 32768) text += String.fromCharCode(...data.subarray(at, at + 32768));
  return [image.width, image.height, btoa(text)];
});
"""
COLOURS = 256


def small_png(picture: bytes, browser: webdriver.Chrome) -> bytes:
    """The picture with no more than 256 colours, each of the others as the nearest of those that occur most."""
    width, height, encoded = browser.execute_script(DECODE, base64.b64encode(picture).decode())
    pixels = np.frombuffer(base64.b64decode(encoded), np.uint8).reshape(-1, 4)[:, :3].astype(np.int32)
    colours, which, counts = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    palette = colours[order[:COLOURS]]
    nearest = np.array([((palette - colour) ** 2).sum(axis=1).argmin() for colour in colours], np.uint8)
    return _written(nearest[which.reshape(height, width)], palette.astype(np.uint8))


def _written(rows: NDArray[np.uint8], palette: NDArray[np.uint8]) -> bytes:
    height, width = rows.shape
    lines = np.hstack([np.zeros((height, 1), np.uint8), rows])  # no line is a difference to the one above
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", palette.tobytes()),
        (b"IDAT", zlib.compress(lines.tobytes(), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in chunks
    )
