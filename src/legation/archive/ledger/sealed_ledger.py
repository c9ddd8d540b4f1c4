"""The sealed ledger over a database: how entries become lines, lines trees, and trees signed checkpoints."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from legation.archive.ledger.connection import Behind, Connection, Database
from legation.archive.ledger.keys import NEXT, Keys
from legation.archive.ledger.shelf_of_lines import AT_ONCE, Lines
from legation.archive.ledger.tables import FORMAT
from legation.record.ledger.canonical import canonical
from legation.record.ledger.entry import Batch, Boxed, Entry, Personal, Place, Receipt, Sealed
from legation.record.ledger.faults import LedgerError, NotAcknowledged, Tampered
from legation.record.ledger.leaf import beginning, line_of, read_line, sealed_of
from legation.record.ledger.merkle import consistency, inclusion, leaf_hash
from legation.record.ledger.note import (
    Checkpoint,
    public_key_text,
    read_note,
    read_public_key,
    signed,
    signed_text,
    succession,
)
from legation.record.ledger.port import Owner

SALT: Final = 16
HOURLY: Final = 3600
KEY_DAYS: Final = 730
"""Days after which a key that signs is old, unless a ledger's settings say otherwise."""
ERASED: Final = '"deed":"erased"'
"""What the line of an erasure holds, and no other: in a text the quotation marks would be escaped."""
OWNS: Final = "owns_since"
KEY_AT: Final = "key.{0}"
"""The setting that says where in the most open log the n-th key after the first is named."""
Clock = Callable[[], datetime]


def _now() -> datetime:
    return datetime.now(UTC)


def moment(when: datetime) -> str:
    """A moment as it is written in the ledger: UTC, to the microsecond."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def refuse_older(kept: Iterable[Checkpoint], sizes: Mapping[str, int]) -> None:
    """Refuse logs that hold less than checkpoints that were kept apart from them.

    Args:
        sizes: how many entries each log holds, by its name.

    Raises:
        Tampered: one does.
    """
    for one in kept:
        if one.size > (size := sizes.get(one.log, one.size)):
            raise Tampered("ledger.older_than_checkpoint", log=one.log, covered=one.size, size=size, moment=one.time)


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows an outsider that a line stands in a log, or that a log was only added to.

    Args:
        log: its name; number: of the line, or the earlier size; size: of the tree; path: hashes, in hexadecimal.
        leaf: hash of the line, or the earlier root; root: of the tree; note: a signed checkpoint of just that size, or empty.
    """

    log: str
    number: int
    size: int
    leaf: str
    path: tuple[str, ...]
    root: str
    note: str


class SealedLedger:
    """A ledger in a database.

    Args:
        database: what keeps it; keys: the folder of its keys; now, salts: the clock and the source of salts.
    """

    def __init__(self, database: Database, keys: Keys, *, now: Clock = _now, salts: Callable[[int], bytes] = os.urandom) -> None:
        self.database, self.keys = database, keys
        self._now, self._salts, self._owns = now, salts, False
        with database.reading() as from_:
            self._read_settings(Lines(from_))
            self._refuse_older(Lines(from_))

    def _refuse_older(self, lines: Lines) -> None:
        """Refuse a store that holds less than a checkpoint that its keys' folder kept, or other entries; a copy may lag.

        Raises:
            Tampered: it does.
        """
        logs = {self.log(level): level for level in self._levels}
        for note in self.keys.checkpoints():
            kept = read_note(note)[0]
            level = logs.get(kept.log)
            if level is None:
                continue
            if kept.size > (size := lines.size(level)):
                if self.database.behind() is None:
                    refuse_older([kept], {kept.log: size})
                continue
            if lines.root(level, kept.size) != kept.root:
                raise Tampered("ledger.not_as_checkpoint", log=kept.log, moment=kept.time)

    def _read_settings(self, lines: Lines) -> None:
        if lines.setting("format") != FORMAT:
            raise LedgerError("ledger.other_format", file=self.database.about)
        self._name, self.first_key = lines.setting("name"), lines.setting("public_key")
        self._levels = tuple(lines.setting("levels").split())
        self._offset = int(lines.setting("offset") or 0)
        self.key_days = int(lines.setting("key_days") or KEY_DAYS)
        self.cadence = timedelta(seconds=int(lines.setting("cadence")))

    @property
    def name(self) -> str:
        """Its name."""
        return self._name

    @property
    def levels(self) -> tuple[str, ...]:
        """Its levels, from open to most restricted."""
        return self._levels

    @property
    def offset(self) -> int:
        """Minutes by which the clock of the ministry is ahead of UTC."""
        return self._offset

    @property
    def owner(self) -> Owner:
        """Who owns the record."""
        if not self._owns:  # once it does, it does for ever
            with self.database.reading() as from_:
                self._owns = bool(Lines(from_).setting(OWNS))
        return "ledger" if self._owns else "folder"

    def take_over(self) -> None:
        """Have the ledger own the record from now on."""
        with self.database.writing() as to:
            if not Lines(to).setting(OWNS):
                Lines(to).set(OWNS, moment(self._now()))

    @property
    def public_key(self) -> str:
        """The public key that signs now."""
        with self.database.reading() as from_:
            return self._signing_key(Lines(from_))[0]

    def _signing_key(self, lines: Lines) -> tuple[str, str]:
        """The public key that signs now, and since when; no moment for the first."""
        named = list(self._named(lines))
        if not named:
            return self.first_key, ""
        _, key, since = str(named[-1].entry.cells["note"]).partition("\n\n")[0].split("\n")
        return key, since.removeprefix("time ")

    def _named(self, lines: Lines) -> Iterator[Sealed]:
        """The entries that name the keys after the first, in their order."""
        level, number = self._levels[0], 1
        while at := lines.setting(KEY_AT.format(number)):
            yield from (read_line(level, found, line) for found, line, _ in lines.lines(level, int(at), int(at) + 1))
            number += 1

    @property
    def successions(self) -> list[str]:
        """The notes by which each key that signed named the next, in their order."""
        with self.database.reading() as from_:
            return [str(one.entry.cells["note"]) for one in self._named(Lines(from_))]

    @property
    def public_keys(self) -> list[str]:
        """Every public key that signed, the first one first."""
        return [self.first_key, *(note.split("\n")[1] for note in self.successions)]

    def behind(self) -> Behind | None:
        """How far a copy is behind the ledger that it follows, in entries too where a checkpoint of that lies with the keys.

        Raises:
            LedgerError: the database cannot be asked.
        """
        found = self.database.behind()
        if found is None:
            return None
        log, size = self.log(self._levels[0]), self.size(self._levels[0])
        covered = [kept.size for note in self.keys.checkpoints() if (kept := read_note(note)[0]).log == log]
        return replace(found, entries=max(0, *(one - size for one in covered)) if covered else None)

    def key_lines(self) -> list[bytes]:
        """The lines of the most open log that name the keys after the first, in their order."""
        with self.database.reading() as from_:
            lines, level = Lines(from_), self._levels[0]
            numbers = [one.place.number for one in self._named(lines)]
            return [line.encode() for at in numbers for _, line, _ in lines.lines(level, at, at + 1)]

    def key_since(self) -> str:
        """The moment since when the key signs that signs now: of the first one that of the first entry; empty where none is."""
        with self.database.reading() as from_:
            lines = Lines(from_)
            first = next(iter(lines.lines(self._levels[0], 0, 1)), None)
            return self._signing_key(lines)[1] or ("" if first is None else sealed_of(first[1]))

    def replace_key(self, *, by: str = "", approved: str = "") -> str:
        """Have a new key sign from now on, which the one before names in an entry of the most open log; gives the new public key.

        What was due is signed with the old key first, and the entry with the new one right after. The old key is then destroyed.

        Raises:
            LedgerError: the key that signs is not here, two persons are wanted, or it cannot be written.
        """
        if self.owner == "ledger" and not _by_two(Batch("key", (), by, approved)):
            raise LedgerError("ledger.nobody_approved", draft="key")
        self.checkpoint()
        level = self._levels[0]
        with self.database.writing() as to:
            lines = Lines(to)
            old, number = self.keys.public(), len(list(self._named(lines))) + 1
            if public_key_text(self._name, old) != self._signing_key(lines)[0]:
                raise LedgerError("ledger.other_key", folder=self.keys.folder)
            text = public_key_text(self._name, self.keys.make_next())
            since = max([moment(self._now()), *(_after(last[1]) for one in self._levels if (last := lines.last_note(one)))])
            note = signed_text(succession(self._name, text, since), self._name, old, self.keys.sign)
            entry = Entry("entered", "keys", text.split("+")[1], {"note": note}, level)
            batch = Batch(f"key-{number}-{entry.key}", (entry,), by, approved)
            lines.set(KEY_AT.format(number), str(lines.size(level)))
            self._sealed(lines, batch, digest_of(batch, self._levels))
        self.take_named_key()
        self.checkpoint(extra=True)
        return text

    def log(self, level: str) -> str:
        """The name of the log of a level.

        Raises:
            LedgerError: there is no such level.
        """
        if level not in self._levels:
            raise LedgerError("ledger.no_level", value=level, known=", ".join(self._levels))
        return f"{self._name}/{level}"

    def append(self, batch: Batch) -> Receipt:
        """Seal a batch, all or none, once."""
        if not batch.entries or not batch.draft:
            raise LedgerError("ledger.empty_batch")
        if self.owner == "ledger" and not _by_two(batch):
            raise LedgerError("ledger.nobody_approved", draft=batch.draft)
        for level in {one.level for one in batch.entries}:
            self.log(level)
        if any(one.table == "keys" for one in batch.entries):
            raise LedgerError("ledger.key_by_itself")
        digest = digest_of(batch, self._levels)
        if any(isinstance(one.personal, Personal) for one in batch.entries) and (found := self._sealed_before(batch, digest)):
            return found  # no key is made for what is sealed already
        boxed = replace(batch, entries=tuple(self._boxed(one) for one in batch.entries))
        try:
            with self.database.writing() as to:
                lines = Lines(to)
                return self._again(lines, batch.draft, digest) or self._sealed(lines, boxed, digest)
        except NotAcknowledged:
            # a commit that failed at its last step may yet have reached the disk: what the store says now is what holds
            if (found := self._after_all(batch, digest)) is not None:
                return found
            raise

    def _after_all(self, batch: Batch, digest: str) -> Receipt | None:
        try:
            return self._sealed_before(batch, digest)
        except LedgerError:
            return None

    def _sealed_before(self, batch: Batch, digest: str) -> Receipt | None:
        with self.database.reading() as from_:
            return self._again(Lines(from_), batch.draft, digest)

    def _again(self, lines: Lines, draft: str, digest: str | None) -> Receipt | None:
        found = lines.batch(draft)
        if found is None:
            return None
        if digest is not None and found[0] != digest:
            raise LedgerError("ledger.draft_differs", draft=draft)
        return Receipt(draft, found[1], tuple(Place(str(level), int(number)) for level, number in found[2]))

    def _boxed(self, entry: Entry) -> Entry:
        if not isinstance(entry.personal, Personal):
            return entry
        return replace(entry, personal=self.keys.close_box(entry.personal, _about(entry)))

    def _sealed(self, lines: Lines, batch: Batch, digest: str) -> Receipt:
        shown = moment(self._now())
        places: list[tuple[str, int]] = []
        latest = ""
        for level in self._levels:
            chosen = [one for one in batch.entries if one.level == level]
            if not chosen:
                continue
            last = lines.last(level)
            size = 0 if last is None else last[0] + 1
            before = beginning(self.log(level)) if last is None else last[2].hex()
            when = shown if last is None else max(shown, sealed_of(last[1]))
            made: list[tuple[str, bytes]] = []
            for entry in chosen:
                line = line_of(
                    entry, batch, before=before, sealed=when, clock="" if when == shown else shown, salt=self._salts(SALT).hex()
                )
                hashed = leaf_hash(line.encode())
                places.append((level, size + len(made)))
                made.append((line, hashed))
                before = hashed.hex()
            lines.add(level, size, made)
            latest = max(latest, when)
        lines.add_batch(batch.draft, digest, latest, places)
        return Receipt(batch.draft, latest, tuple(Place(*one) for one in places))

    def receipt(self, draft: str) -> Receipt | None:
        """The receipt of a draft that was sealed."""
        with self.database.reading() as from_:
            return self._again(Lines(from_), draft, None)

    def size(self, level: str) -> int:
        """How many entries a log holds."""
        self.log(level)
        with self.database.reading() as from_:
            return Lines(from_).size(level)

    def entries(self, level: str, first: int = 0) -> Iterator[Sealed]:
        """The entries of a level in order."""
        self.log(level)
        end = self.size(level)
        for begin in range(first, end, AT_ONCE):  # lines never change: each part may be read by itself, and others go on
            with self.database.reading() as from_:
                part = list(Lines(from_).lines(level, begin, min(begin + AT_ONCE, end)))
            for number, line, _ in part:
                yield read_line(level, number, line)

    def entry(self, level: str, number: int) -> Sealed:
        """One entry of a level."""
        with self.database.reading() as from_:
            found = next(Lines(from_).lines(level, number, number + 1), None)
        if found is None:
            raise LedgerError("ledger.no_level", value=f"{level} {number}", known=", ".join(self.levels))
        return read_line(level, number, found[1])

    def some(self, level: str, numbers: Sequence[int]) -> list[Sealed]:
        """Some entries of a level, in no order."""
        with self.database.reading() as from_:
            found = list(Lines(from_).some(level, numbers))
        return [read_line(level, number, line) for number, line in found]

    def head(self, level: str, size: int) -> str:
        """The hash of the last of the first lines of a log, which commits to all of them; empty where there are not so many.

        Args:
            size: how many.
        """
        with self.database.reading() as from_:
            last = next(Lines(from_).lines(level, size - 1, size), None) if size else None
        return "" if last is None else last[2].hex()

    def end(self, level: str) -> tuple[int, str]:
        """How many entries a log holds, and the hash of the last line."""
        with self.database.reading() as from_:
            last = Lines(from_).last(level)
        return (0, "") if last is None else (last[0] + 1, last[2].hex())

    def personal(self, sealed: Sealed) -> Mapping[str, str] | None:
        """The personal text of an entry, unless it was erased."""
        boxed = sealed.entry.personal
        return self.keys.open_box(boxed, _about(sealed.entry)) if isinstance(boxed, Boxed) else None

    def erase(self, subject: str, *, level: str, reason: str, draft: str, by: str = "", approved: str = "") -> Receipt:
        """Destroy the key of a subject; first it is sealed that this is done, so that a crash between leaves it to be done."""
        if not self.keys.holds(subject) and self.receipt(draft) is None:
            raise LedgerError("ledger.no_subject", subject=subject)
        entry = Entry("erased", "subjects", subject, level=level, reason=reason)
        made = self.append(Batch(draft, (entry,), by, approved))
        self.keys.destroy(subject)
        return made

    def erased(self) -> set[str]:
        """The subjects whose text was erased, as the logs have it."""
        found: set[str] = set()
        with self.database.reading() as from_:
            for level in self._levels:
                lines = Lines(from_).lines(level)
                found |= {read_line(level, number, line).entry.key for number, line, _ in lines if ERASED in line}
        return found

    def finish_erasures(self) -> list[str]:
        """Destroy every key that the logs say was destroyed and that is there after all, as after bringing back a copy of the
        keys; gives the subjects."""
        left = sorted(one for one in self.erased() if self.keys.holds(one))
        for subject in left:
            self.keys.destroy(subject)
        return left

    def checkpoint(self, *, extra: bool = False) -> list[str]:
        """Sign a checkpoint of every log where one is due; gives the notes signed now.

        They are due at a fixed cadence, for all logs at one moment, whether anything was sealed or not, and cover what was sealed
        before that moment: how much a restricted log is written does not show in when it is signed.

        Args:
            extra: sign one of this moment too, as before something is published.
        """
        self.take_named_key()
        now = self._now()
        slot = datetime.fromtimestamp(now.timestamp() // self.cadence.total_seconds() * self.cadence.total_seconds(), UTC)
        when = moment(now if extra else slot)
        made = []
        with self.database.writing() as to:
            lines = Lines(to)
            public, (signing, since) = self.keys.public(), self._signing_key(lines)
            if public_key_text(self._name, public) != signing:
                raise LedgerError("ledger.other_key", folder=self.keys.folder)
            when = max(when, since)
            for level in self._levels:
                last = lines.last_note(level)
                if last is not None and read_note(last[1])[0].time >= when:
                    continue
                size = lines.size(level) if extra else lines.size_before(level, when)
                if last is not None:
                    size = max(size, read_note(last[1])[0].size)
                body = Checkpoint(self.log(level), size, lines.root(level, size), when)
                note = signed(body, self._name, public, self.keys.sign)
                lines.add_note(level, 0 if last is None else last[0] + 1, size, note)
                made.append(note)
        if made:
            self.keys.keep_checkpoints(self._last_notes())
        return made

    def take_named_key(self) -> None:
        """Finish a change of keys that was broken off after the new one was named: it signs from then on.

        In a turn of its own: the files of keys are changed by one alone.
        """
        if self._key_held() == self.public_key:
            return
        with self.database.writing() as to:
            signing = self._signing_key(Lines(to))[0]
            if self._key_held() != signing:
                self.keys.take_next(read_public_key(signing)[1])

    def _key_held(self) -> str:
        """The public half of the key that is here; empty where none is, as while one takes the place of another."""
        try:
            return public_key_text(self._name, self.keys.public())
        except LedgerError:
            return ""

    def holds_key(self) -> bool:
        """Whether the key that signs is here, or named and kept beside, where a change of keys was broken off."""
        return self._key_held() == self.public_key or (self.keys.folder / NEXT).is_file()

    def _last_notes(self) -> list[str]:
        with self.database.reading() as from_:
            found = [Lines(from_).last_note(level) for level in self._levels]
        return [one[1] for one in found if one is not None]

    def checkpoints(self, level: str) -> list[str]:
        """The signed checkpoints of a log, the oldest first."""
        self.log(level)
        with self.database.reading() as from_:
            return Lines(from_).notes(level)

    def inclusion(self, level: str, number: int, size: int | None = None) -> Proof:
        """The proof that a line stands in a log.

        Args:
            size: of the tree; that of the last checkpoint that covers the line, or everything, where none is given.

        Raises:
            LedgerError: the log has no such line.
        """
        with self.database.reading() as from_:
            lines = Lines(from_)
            note = self._note(lines, level, number + 1, size)
            whole = size if size is not None else read_note(note)[0].size if note else lines.size(level)
            if not 0 <= number < whole <= lines.size(level):
                raise LedgerError("ledger.no_line", level=level, number=number, size=lines.size(level))
            leaf = lines.subtree(level, number, number + 1)
            path = inclusion(number, whole, lambda first, last: lines.subtree(level, first, last))
            return self._proof(level, number, whole, leaf, path, lines.root(level, whole), note)

    def consistency(self, level: str, first: int, size: int | None = None) -> Proof:
        """The proof that the first lines of a log are still what they were.

        Raises:
            LedgerError: the log has not so many lines.
        """
        with self.database.reading() as from_:
            lines = Lines(from_)
            note = self._note(lines, level, first, size)
            whole = size if size is not None else read_note(note)[0].size if note else lines.size(level)
            if not 0 < first <= whole <= lines.size(level):
                raise LedgerError("ledger.no_line", level=level, number=first, size=lines.size(level))
            path = consistency(first, whole, lambda one, other: lines.subtree(level, one, other))
            return self._proof(level, first, whole, lines.root(level, first), path, lines.root(level, whole), note)

    def _note(self, lines: Lines, level: str, at_least: int, size: int | None) -> str:
        self.log(level)
        for note in reversed(lines.notes(level)):
            covered = read_note(note)[0].size
            if covered == size or (size is None and covered >= at_least):
                return note
        return ""

    def _proof(self, level: str, number: int, size: int, leaf: bytes, path: Sequence[bytes], root: bytes, note: str) -> Proof:
        return Proof(self.log(level), number, size, leaf.hex(), tuple(one.hex() for one in path), root.hex(), note)


def create(
    database: Database, keys: Keys, name: str, levels: Sequence[str], *, cadence: int = HOURLY, offset: int = 0,
    key_days: int = KEY_DAYS, **settings: Any,
) -> SealedLedger:  # fmt: skip
    """A new ledger.

    Args:
        name: its name, such as ``rree.gob.pe/ledger``, which its checkpoints bear; cadence: seconds between checkpoints.
        offset: minutes by which the clock of the ministry is ahead of UTC, which says on which day a filing is issued.
        key_days: days after which the key that signs is to be replaced.

    Raises:
        LedgerError: the name cannot stand in a signature, or there is something already.
    """
    if not name or any(sign.isspace() or sign == "+" for sign in name):
        raise LedgerError("ledger.bad_name", value=name)
    keys.create()
    public = public_key_text(name, keys.public())
    stated = {
        "format": FORMAT,
        "name": name,
        "levels": " ".join(levels),
        "cadence": cadence,
        "offset": offset,
        "key_days": key_days,
    }
    database.create(lambda to: _state(to, {**{key: str(value) for key, value in stated.items()}, "public_key": public}))
    return SealedLedger(database, keys, **settings)


def _state(connection: Connection, settings: Mapping[str, str]) -> None:
    lines = Lines(connection)
    for name, value in settings.items():
        lines.set(name, value)


def _after(note: str) -> str:
    """The moment after that of a checkpoint."""
    return moment(datetime.fromisoformat(read_note(note)[0].time) + timedelta(microseconds=1))


def _about(entry: Entry) -> str:
    return f"{entry.level}/{entry.table}/{entry.key}"


def digest_of(batch: Batch, levels: Sequence[str]) -> str:
    """What a draft said, level by level, by which it is known again; of personal text only whom it is about, as this stays
    when that is erased."""
    digest = begun_digest(batch.by, batch.approved)
    for level in levels:
        for one in batch.entries:
            if one.level == level:
                cells = {name: value for name, value in one.cells.items() if value != ""}
                subject = one.personal.subject if one.personal is not None else ""
                digest.update(digested(one.deed, one.table, one.key, level, one.file, one.reason, cells, subject))
    return str(digest.hexdigest())


def _by_two(batch: Batch) -> bool:
    """Whether one filed a batch and another approved it."""
    by, approved = batch.by.strip().casefold(), batch.approved.strip().casefold()
    return bool(by and approved and by != approved)


def begun_digest(by: str, approved: str) -> Any:
    """The digest of a draft before its first entry."""
    return hashlib.sha256(canonical([by, approved]).encode())


def digested(*said: Any) -> bytes:
    """What an entry adds to the digest of its draft: deed, table, key, level, file, reason, cells, and whom it is about."""
    return canonical(said).encode()
