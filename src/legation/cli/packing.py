"""A PDF made smaller: what Chromium writes of its structure as plain objects goes into compressed object streams.

Chromium tags every cell and every link for those who hear a page rather than see it, and writes each tag as an object of its own,
uncompressed: of a long report they are two thirds. ISO 32000-1 (PDF 1.5) lets such objects stand together, compressed
(7.5.7, object streams; 7.5.8, cross-reference streams). Nothing is changed in them, and nothing left out.
"""

from __future__ import annotations

import re
import zlib
from typing import Final

TOGETHER: Final = 200
"""How many objects stand in one stream: a reader that wants one has to unpack all of it."""
_START: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TRAILER: Final = re.compile(rb"trailer\s*<<(.*)>>\s*startxref", re.DOTALL)


class NotPlain(Exception):
    """A PDF that is not written as Chromium writes it, and is left as it is."""


def packed(data: bytes) -> bytes:
    """A PDF with the same objects, those that are no streams together in compressed ones.

    Raises:
        NotPlain: it is not one table of whole objects, one after another.
    """
    start, trailer = _START.search(data), _TRAILER.search(data)
    if start is None or trailer is None or b"/Encrypt" in trailer.group(1) or b"/Prev" in trailer.group(1):
        raise NotPlain
    try:
        places = _places(data, int(start.group(1)))
    except (ValueError, StopIteration) as error:
        raise NotPlain from error
    ends = [*sorted(places.values())[1:], int(start.group(1))]
    end_of = dict(zip(sorted(places.values()), ends, strict=True))
    loose: list[tuple[int, bytes]] = []
    out, where = bytearray(b"%PDF-1.5\n%\xd3\xeb\xe9\xe1\n"), dict[int, tuple[int, int, int]]()
    for number, at in sorted(places.items()):
        whole = data[at : end_of[at]].strip()
        head = b"%d 0 obj" % number
        if not (whole.startswith(head) and whole.endswith(b"endobj")):
            raise NotPlain
        body = whole[len(head) : -len(b"endobj")].strip()
        if body.endswith(b"endstream"):
            where[number] = (1, len(out), 0)
            out += whole + b"\n"
        else:
            loose.append((number, body))
    following = max(places, default=0) + 1
    for first in range(0, len(loose), TOGETHER):
        where |= {number: (2, following, place) for place, (number, _) in enumerate(loose[first : first + TOGETHER])}
        where[following] = (1, len(out), 0)
        out += _together(following, loose[first : first + TOGETHER])
        following += 1
    where[following] = (1, len(out), 0)
    return bytes(out + _table(following, where, trailer.group(1), len(out)))


def _places(data: bytes, start: int) -> dict[int, int]:
    """Where each object in use begins, by the table of the file."""
    lines = iter(data[start:].split(b"\n"))
    if next(lines).strip() != b"xref":
        raise NotPlain
    found: dict[int, int] = {}
    for line in lines:
        if line.startswith(b"trailer"):
            return found
        first, count = (int(part) for part in line.split())
        for number in range(first, first + count):
            offset, generation, kind = next(lines).split()
            if kind == b"n":
                if int(generation):
                    raise NotPlain
                found[number] = int(offset)
    raise NotPlain


def _together(number: int, objects: list[tuple[int, bytes]]) -> bytes:
    """An object stream: where each object begins, then the objects."""
    heads, body = [], bytearray()
    for name, content in objects:
        heads.append(b"%d %d" % (name, len(body)))
        body += content + b"\n"
    head = b" ".join(heads) + b"\n"
    extra = b"/Type /ObjStm /N %d /First %d " % (len(objects), len(head))
    return _stream(number, extra, head + bytes(body))


def _table(number: int, where: dict[int, tuple[int, int, int]], trailer: bytes, at: int) -> bytes:
    """The cross-reference stream, with what the trailer said."""
    rows = b"".join(
        kind.to_bytes(1, "big") + place.to_bytes(4, "big") + index.to_bytes(2, "big")
        for kind, place, index in (where.get(one, (0, 0, 65_535)) for one in range(number + 1))
    )
    kept = re.sub(rb"/Size\s+\d+", b"", trailer).strip()
    extra = b"/Type /XRef /Size %d /W [1 4 2] " % (number + 1) + kept + b" "
    return _stream(number, extra, rows) + b"startxref\n%d\n%%%%EOF\n" % at


def _stream(number: int, extra: bytes, content: bytes) -> bytes:
    made = zlib.compress(content, 9)
    head = b"%d 0 obj\n<<" % number + extra + b"/Filter /FlateDecode /Length %d>>\nstream\n" % len(made)
    return head + made + b"\nendstream\nendobj\n"
