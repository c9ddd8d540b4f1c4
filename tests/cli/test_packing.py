"""A packed PDF holds what it held: every object as it was, found again through its own table."""

from __future__ import annotations

import re
import zlib

import pytest

from legation.cli.packing import TOGETHER, NotPlain, packed

OBJECTS = [
    b"<</Type /Catalog /Pages 2 0 R>>",
    b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
    b"<</Type /Page /Parent 2 0 R /Contents 4 0 R>>",
    b"<</Length 9>>\nstream\nendobj 12\nendstream",
    *(b"<</Type /StructElem /S /TD /P %d 0 R\n/K %d>>" % (number, number) for number in range(2 * TOGETHER)),
]


def plain() -> bytes:
    """A PDF as Chromium writes it: whole objects, one table, a trailer."""
    made, places = bytearray(b"%PDF-1.4\n%\xd3\xeb\xe9\xe1\n"), []
    for number, body in enumerate(OBJECTS, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(OBJECTS) + 1
    return bytes(made) + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d\n/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, len(made),
    )  # fmt: skip


def stream_at(data: bytes, place: int) -> tuple[bytes, bytes]:
    """What an object says of its stream, and the stream unpacked."""
    head, content = data[place:].split(b"\nstream\n", 1)
    found = re.search(rb"/Length (\d+)", head)
    assert found is not None
    return head, zlib.decompress(content[: int(found.group(1))])


def read(data: bytes) -> dict[int, bytes]:
    """Every object of a packed PDF, through its table."""
    start = re.search(rb"startxref\n(\d+)\n%%EOF\n\Z", data)
    assert start is not None
    head, rows = stream_at(data, int(start.group(1)))
    assert b"/Root 1 0 R" in head and b"/Size %d" % (len(rows) // 7) in head
    found: dict[int, bytes] = {}
    for number in range(len(rows) // 7):
        row = rows[7 * number : 7 * number + 7]
        kind, place, index = row[0], int.from_bytes(row[1:5], "big"), int.from_bytes(row[5:], "big")
        if kind == 1:
            assert data[place:].startswith(b"%d 0 obj" % number)
            if number <= len(OBJECTS):
                found[number] = data[place:].split(b"\nendobj\n", 1)[0].split(b" obj\n", 1)[1]
        elif kind == 2:
            _, holder, _ = rows[7 * place], int.from_bytes(rows[7 * place + 1 : 7 * place + 5], "big"), 0
            said, content = stream_at(data, holder)
            first = int(re.search(rb"/First (\d+)", said).group(1))  # type: ignore[union-attr]
            heads = [int(part) for part in content[:first].split()]
            assert heads[2 * index] == number
            begin = first + heads[2 * index + 1]
            end = first + heads[2 * index + 3] if 2 * index + 3 < len(heads) else len(content)
            found[number] = content[begin:end].strip()
    return found


def test_every_object_is_found_as_it_was() -> None:
    made = packed(plain())
    assert read(made) == dict(enumerate(OBJECTS, 1))
    assert len(made) < len(plain()) / 3


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: data[:-40],
        lambda data: data.replace(b"/Root", b"/Encrypt 9 0 R /Root"),
        lambda data: data.replace(b"xref\n0", b"xrxf\n0"),
        lambda data: data.replace(b"00000 n", b"00001 n"),
        lambda data: data.replace(b"\nendobj\nxref", b"\nxref"),
        lambda data: data.replace(b"xref\n0 4", b"xref\nx 4"),
        lambda data: b"",
    ],
)
def test_another_pdf_is_left_as_it_is(harm) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NotPlain):
        packed(harm(plain()))
