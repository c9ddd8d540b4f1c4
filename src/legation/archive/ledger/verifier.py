"""Verify an exported ledger of Legation. This file needs nothing but Python; read it, it is short.

    python verify.py FOLDER [[-c] CHECKPOINT ...] [--key KEY]

FOLDER holds ``ledger.json``, and for each level of classification a log (``public.log``, an entry a line) and its signed
checkpoints (``public.checkpoints``). CHECKPOINT is a file with checkpoints that you kept: only these show that the end of a log
was cut off, or all made anew. KEY is the ledger's public key as you were told it, the first or a later one: entries of the most
open log name each that followed, in a note (name, key, moment since when it signs) signed by the one before.

A line is ``1 <SHA-256 of 0x00 and the line before, in hex> <moment, UTC> <JSON>``, the first after SHA-256 of the log's name.
Over the lines stands the tree of RFC 6962. A checkpoint is a signed note (C2SP tlog-checkpoint): log, number of lines, root,
moment; an empty line; the Ed25519 signature (RFC 8032). What entries say is not read, but of those that name a key."""

import base64, json, sys
from functools import reduce
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any, Callable, Iterable, Iterator

P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
TEXTS = {
    "line": ("entry {0} is not in the form of the ledger", "el asiento {0} no tiene la forma del libro"),
    "chain": ("entry {0} does not follow from the one before", "el asiento {0} no se sigue del anterior"),
    "time": ("entry {0} is dated before the one before", "el asiento {0} está fechado antes que el anterior"),
    "root": ("the first {0} entries are not those signed on {1}", "los primeros {0} asientos no son los que se firmaron el {1}"),
    "lost": ("{0} entries; on {1} {2} were signed: the end is missing", "{0} asientos; el {1} se firmaron {2}: falta el final"),
    "signature": ("the checkpoint of {0} is not signed by this ledger", "el punto de control del {0} no lleva su firma"),
    "key": ("the key since {0} is not named by the one before", "la clave desde el {0} no la nombra la anterior"),
    "note": ("a checkpoint cannot be read", "un punto de control no se puede leer"),
    "log": ("a checkpoint is of another ledger: {0}", "un punto de control es de otro libro: {0}"),
    "order": ("the checkpoint of {0} covers less than one before", "el punto de control del {0} abarca menos que uno anterior"),
    "good": ("{0} entries verified; the checkpoints cover {1}", "{0} asientos verificados; los puntos de control abarcan {1}"),
}
Point = tuple[int, int, int, int]
Key = tuple[str, bytes, bytes, str]
Fault = tuple[Any, ...]


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
        made = add(made, point) if number & 1 else made
        point, number = add(point, point), number >> 1
    return made


def point_of(data: bytes) -> Any:
    """The point in 32 bytes, or None."""
    sign, y = divmod(int.from_bytes(data, "little"), 1 << 255)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x * pow(2, (P - 1) // 4, P) % P if (x * x - square) % P else x
    bad = y >= P or (x * x - square) % P or (x == 0 and sign)
    x = P - x if x & 1 != sign else x
    return None if bad else (x, y, 1, x * y % P)


def is_signature(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether a signature is one of a message by a public key: Ed25519, RFC 8032."""
    base, key, first = (point_of(one) for one in ((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"), public, signature[:32]))
    number = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or base is None or key is None or first is None or number >= ORDER:
        return False
    hashed = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % ORDER
    left, right = times(number, base), add(first, times(hashed, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def plain(text: str) -> bytes:
    """The bytes in base64, written in the one way."""
    made = base64.b64decode(text)
    if base64.b64encode(made).decode() != text:
        raise ValueError(text)
    return made


def read_key(text: str, since: str = "") -> Key:
    """The name, bytes and id of a public key written ``name+id+key``, and since when it signs."""
    name, identity, encoded = text.strip().split("+", 2)
    key = plain(encoded)
    if len(key) != 33 or key[0] != 1 or sha256(name.encode() + b"\n" + key).hexdigest()[:8] != identity:
        raise ValueError(text)
    return name, key[1:], bytes.fromhex(identity), since


def is_by(note: str, key: Key, check: Callable[..., bool]) -> bool:
    """Whether a note is signed by a key."""
    body, _, below = note.partition("\n\n")
    boxes = [plain(box) for dash, who, box in (one.split(" ") for one in below.split("\n")) if (dash, who) == ("—", key[0])]
    return any(box[:4] == key[2] and check(key[1], box[4:], (body + "\n").encode()) for box in boxes)


def follow(lines: Iterable[bytes], told: Key, check: Any = None) -> tuple[list[Key], list[Fault]]:
    """The key that was told and those that followed it by the lines of the most open log, and what is wrong with them."""
    keys, faults = [told], list[Fault]()
    entries = [json.loads(line[95:]) for line in lines if b'"table":"keys"' in line]
    for note in [str(entry["cells"]["note"]) for entry in entries if entry.get("table") == "keys"]:
        _, text, since = note.partition("\n\n")[0].split("\n")
        new = read_key(text, since[5:])
        if keys == [told] and new[:3] == told[:3]:
            keys, faults = [new], []  # what came before it is not its to vouch for; once another was named it is none any more
        elif new[3] <= keys[-1][3] or not is_by(note.strip("\n"), keys[-1], check or is_signature):
            faults.append(("key", new[3]))
        else:
            keys.append(new)
    return keys, faults


def read_notes(text: str, log: str, logs: list[str], keys: list[Key], check: Any = None) -> tuple[list[Any], list[Fault]]:
    """The checkpoints of a log in a text that may hold those of several, and what is wrong with them."""
    found, faults = list[Any](), list[Fault]()
    for note in filter(str.strip, text.split("\n=\n")):
        try:
            origin, size, root, moment = note.strip("\n").partition("\n\n")[0].split("\n")
            kept = int(size), plain(root), moment.removeprefix("time ")
            key = next((one for one in reversed(keys) if one[3] <= kept[2]), None)
            is_good = key is None or is_by(note.strip("\n"), key, check or is_signature)
        except ValueError:
            faults.append(("note",))
            continue
        if not is_good or origin not in logs:
            faults.append(("log", origin) if is_good else ("signature", kept[2]))
        elif origin == log:
            found.append(kept)
    return found, faults


def examine(lines: Iterable[bytes], log: str, notes: list[Any]) -> tuple[list[Fault], int]:
    """What is wrong with a log, given its lines without their ends and its checkpoints; and how many lines it has."""
    wanted: dict[int, list[tuple[bytes, str]]] = {}
    for size, root, moment in notes:
        wanted.setdefault(size, []).append((root, moment))
    faults: list[Fault] = [("root", 0, moment) for root, moment in wanted.get(0, ()) if root != sha256(b"").digest()]
    before, latest, count, stack = b"1 %b " % sha256(log.encode()).hexdigest().encode(), b"", 0, list[bytes]()
    for line in lines:
        if not line.startswith(before) or line[93:96] != b"Z {":
            return [*faults, ("chain" if line[:2] == b"1 " and line[93:96] == b"Z {" else "line", count)], count
        faults.extend([("time", count)] if line[67:94] < latest else [])
        latest, node, count = line[67:94], sha256(b"\0" + line).digest(), count + 1
        before, size = b"1 %b " % node.hex().encode(), count
        while not size & 1:
            node, size = sha256(b"\1" + stack.pop() + node).digest(), size >> 1
        stack.append(node)
        if count in wanted:
            root = reduce(lambda right, left: sha256(b"\1" + left + right).digest(), reversed(stack[:-1]), stack[-1])
            faults.extend(("root", count, when) for signed, when in wanted[count] if signed != root)
    faults.extend(("lost", count, moment, size) for size, _, moment in notes if size > count)
    order = sorted(notes, key=lambda note: note[2])
    faults.extend(("order", later[2]) for sooner, later in zip(order, order[1:]) if later[0] < sooner[0])
    return faults, count


def ended(path: Path) -> Iterator[bytes]:
    """The lines of a file without their ends; a last one that has none is not the ledger's."""
    with path.open("rb") as file:
        yield from (line[:-1] if line.endswith(b"\n") else b"" for line in file)


def verify(folder: Path, kept: Iterable[Path] = (), key: str = "") -> Iterator[tuple[str, list[Fault], int, int]]:
    """What is wrong with an exported ledger: of each log its name, faults and entries, and how many its checkpoints cover."""
    about = json.loads((folder / "ledger.json").read_text(encoding="utf-8"))
    keys, faults = follow(ended(folder / f"{about['levels'][0]}.log"), read_key(key or about["public_key"]))
    logs = [f"{keys[0][0]}/{level}" for level in about["levels"]]
    for log, level in zip(logs, about["levels"]):
        notes, own = list[Any](), folder / f"{level}.checkpoints"
        for path in (own, *kept):
            found, wrong = read_notes(path.read_bytes().decode(), log, [log] if path is own else logs, keys)
            notes, faults = [*notes, *found], [*faults, *wrong]
        wrong, count = examine(ended(folder / f"{level}.log"), log, notes)
        yield log, [*faults, *wrong], count, max((size for size, _, moment in notes if moment >= keys[0][3]), default=0)
        faults = []


def main(words: list[str]) -> int:
    """What the command line asks: 0 where everything is as it was sealed, else 1."""
    key = words[words.index("--key") + 1] if "--key" in words[:-1] else ""
    paths, bad = [Path(word) for word in words if word not in ("--key", key, "-c", "--checkpoint")], False
    try:
        for log, faults, count, covered in verify(paths[0], paths[1:], key):
            bad |= bool(faults)
            for code, *values in faults or [("good", count, covered)]:
                print(f"{log}:", " / ".join(text.format(*values) for text in TEXTS[code]))
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        print("cannot be read / no se puede leer:", error if paths and words[0][:1] != "-" else __doc__)
        return 1
    return int(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
