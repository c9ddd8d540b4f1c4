"""Verify an exported ledger of Legation. This file needs nothing but Python; read it, it is short.

    python verify.py FOLDER [CHECKPOINT ...] [--key KEY]

FOLDER holds ``ledger.json``, and for each level of classification a log (``public.log``, one entry a line) and the signed
checkpoints of that log (``public.checkpoints``). CHECKPOINT is a file with checkpoints that you kept yourself: only these show
that the end of a log was cut off, or all made anew. KEY is the ledger's public key as you were told it, not as in the folder.

A line is ``1 <SHA-256 of 0x00 and the line before, in hex> <moment, UTC> <JSON>``; before the first stands SHA-256 of the name
of the log. Over the lines stands the tree of RFC 6962. A checkpoint is a signed note (C2SP tlog-checkpoint): name of the log,
number of lines, root in base64, moment; an empty line; the Ed25519 signature (RFC 8032). Nothing here reads what entries say.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from pathlib import Path
from typing import Any, BinaryIO, Callable, Iterable, Iterator

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
TEXTS = {
    "line": ("entry {0} is not in the form of the ledger", "el asiento {0} no tiene la forma del libro"),
    "chain": ("entry {0} does not follow from the one before", "el asiento {0} no se sigue del anterior"),
    "time": ("entry {0} is dated before the one before", "el asiento {0} está fechado antes que el anterior"),
    "root": ("the first {0} entries are not those of the checkpoint of {1}",
             "los primeros {0} asientos no son los del punto de control del {1}"),
    "lost": ("{0} entries, and the checkpoint of {1} was signed over {2}: the end is missing",
             "{0} asientos, y el punto de control del {1} se firmó sobre {2}: falta el final"),
    "signature": ("the checkpoint of {0} is not signed by this ledger", "el punto de control del {0} no lleva su firma"),
    "note": ("a checkpoint cannot be read", "un punto de control no se puede leer"),
    "log": ("a checkpoint is of another ledger: {0}", "un punto de control es de otro libro: {0}"),
    "order": ("the checkpoint of {0} covers less than one before", "el punto de control del {0} abarca menos que uno anterior"),
    "file": ("cannot be read", "no se puede leer"),
    "good": ("{0} entries verified; the checkpoints cover {1}", "{0} asientos verificados; los puntos de control abarcan {1}"),
}  # fmt: skip
Point = tuple[int, int, int, int]
Note = tuple[int, bytes, str]
Key = tuple[str, bytes, bytes]
Fault = tuple[Any, ...]
Check = Callable[[bytes, bytes, bytes], bool]


def add(one: Point, other: Point) -> Point:
    """The sum of two points of the curve, in extended coordinates."""
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % P, (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point) -> Point:
    """A point added to itself so many times."""
    made = (0, 1, 1, 0)
    while number:
        if number & 1:
            made = add(made, point)
        point, number = add(point, point), number >> 1
    return made


def point_of(data: bytes) -> Point | None:
    """The point in 32 bytes, or None."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    bad = y >= P or (x * x - square) % P or (x == 0 and sign)
    x = P - x if x & 1 != sign else x
    return None if bad else (x, y, 1, x * y % P)


def is_signature(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether a signature is one of a message by a public key: Ed25519, RFC 8032."""
    base, key, first = (point_of(one) for one in ((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"), public, signature[:32]))
    number = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or base is None or key is None or first is None or number >= ORDER:
        return False
    hashed = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    left, right = times(number, base), add(first, times(hashed, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def read_key(text: str) -> Key:
    """The name, bytes and id of a public key written ``name+id+key``."""
    name, identity, encoded = text.strip().split("+", 2)
    key = plain(encoded)
    if len(key) != 33 or key[0] != 1 or hashlib.sha256(name.encode() + b"\n" + key).hexdigest()[:8] != identity:
        raise ValueError(text)
    return name, key[1:], bytes.fromhex(identity)


def plain(text: str) -> bytes:
    """The bytes in base64, written in the one way."""
    made = base64.b64decode(text)
    if base64.b64encode(made).decode() != text:
        raise ValueError(text)
    return made


def read_notes(text: str, log: str, logs: list[str], key: Key, check: Check | None = None) -> tuple[list[Note], list[Fault]]:
    """The checkpoints of a log in a text that may hold those of several, and what is wrong with them."""
    found: list[Note] = []
    faults: list[Fault] = []
    for note in filter(str.strip, text.split("\n=\n")):
        body, _, below = note.strip("\n").partition("\n\n")
        try:
            origin, size, root, moment = body.split("\n")
            signatures = [line.split(" ") for line in below.split("\n")]
            boxes = [plain(box) for dash, name, box in signatures if (dash, name) == ("—", key[0])]
            kept = int(size), plain(root), moment.removeprefix("time ")
        except ValueError:
            faults.append(("note",))
            continue
        if not any(box[:4] == key[2] and (check or is_signature)(key[1], box[4:], (body + "\n").encode()) for box in boxes):
            faults.append(("signature", kept[2]))
        elif origin == log:
            found.append(kept)
        elif origin not in logs:
            faults.append(("log", origin))
    return found, faults


def examine(lines: Iterable[bytes], log: str, notes: list[Note]) -> tuple[list[Fault], int]:
    """What is wrong with a log, given its lines without their ends and its checkpoints; and how many lines it has."""
    wanted: dict[int, list[tuple[bytes, str]]] = {}
    for size, root, moment in notes:
        wanted.setdefault(size, []).append((root, moment))
    sha256 = hashlib.sha256
    faults: list[Fault] = [("root", 0, moment) for root, moment in wanted.get(0, ()) if root != sha256(b"").digest()]
    before, latest, count, stack = b"1 %b " % sha256(log.encode()).hexdigest().encode(), b"", 0, list[bytes]()
    for line in lines:
        if not line.startswith(before) or line[93:96] != b"Z {":
            return [*faults, ("chain" if line[:2] == b"1 " and line[93:96] == b"Z {" else "line", count)], count
        if (sealed := line[67:94]) < latest:
            faults.append(("time", count))
        latest = sealed
        node = sha256(b"\0" + line).digest()
        before = b"1 %b " % node.hex().encode()
        count += 1
        size = count
        while not size & 1:
            node = sha256(b"\1" + stack.pop() + node).digest()
            size >>= 1
        stack.append(node)
        if count in wanted:
            root = stack[-1]
            for left in reversed(stack[:-1]):
                root = sha256(b"\1" + left + root).digest()
            faults.extend(("root", count, when) for signed, when in wanted[count] if signed != root)
    faults.extend(("lost", count, moment, size) for size, _, moment in notes if size > count)
    in_time = sorted(notes, key=lambda note: note[2])
    faults.extend(("order", later[2]) for sooner, later in zip(in_time, in_time[1:]) if later[0] < sooner[0])
    return faults, count


def ended(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file without their ends; a last one that has none is not the ledger's."""
    for line in file:
        yield line[:-1] if line.endswith(b"\n") else b""


def verify(folder: Path, kept: Iterable[Path] = (), key: str = "") -> Iterator[tuple[str, list[Fault], int, int]]:
    """What is wrong with an exported ledger: of each log its name, faults and entries, and how many its checkpoints cover."""
    about = json.loads((folder / "ledger.json").read_text(encoding="utf-8"))
    public = read_key(key or about["public_key"])
    logs = [f"{public[0]}/{level}" for level in about["levels"]]
    for log, level in zip(logs, about["levels"]):
        notes, faults = read_notes((folder / f"{level}.checkpoints").read_bytes().decode(), log, [log], public)
        for path in kept:
            found, wrong = read_notes(path.read_bytes().decode(), log, logs, public)
            notes, faults = [*notes, *found], [*faults, *wrong]
        with (folder / f"{level}.log").open("rb") as file:
            wrong, count = examine(ended(file), log, notes)
        yield log, [*faults, *wrong], count, max((size for size, _, _ in notes), default=0)


def main(words: list[str]) -> int:
    """What the command line asks: 0 where everything is as it was sealed, else 1."""
    key = words[words.index("--key") + 1] if "--key" in words[:-1] else ""
    paths, bad = [Path(word) for word in words if word not in ("--key", key)], False
    try:
        for log, faults, count, covered in verify(paths[0], paths[1:], key):
            bad |= bool(faults)
            for code, *values in faults or [("good", count, covered)]:
                print(f"{log}:", " / ".join(text.format(*values) for text in TEXTS[code]))
    except (OSError, ValueError, KeyError, IndexError) as error:
        print(*TEXTS["file"], error if paths else __doc__)
        return 1
    return int(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
