"""A disk in memory on which power is cut and writes fail: sectors that no sync made sure of are kept, dropped or scrambled."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

import apsw

SECTOR = 512
NAME = "cut-disk"


class Fails(Exception):
    """The disk went away."""


@dataclass
class File:
    """A file: what a sync made sure of, what is read, and what was done since.

    Args:
        is_sure: whether its name outlasts a power cut.
    """

    sure: bytes = b""
    now: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes] | int] = field(default_factory=list)
    is_sure: bool = False


@dataclass
class Disk:
    """Files by name.

    Args:
        removed: those that were removed without anything making sure of it: they may be there again.
        calls: how many writes, syncs, cuts and removals were asked for; stop_at: the number of the one at which power goes.
        fail_at: the number of the one that fails, and with what; lasting: whether all after it fail too.
    """

    files: dict[str, File] = field(default_factory=dict)
    removed: dict[str, File] = field(default_factory=dict)
    calls: int = 0
    stop_at: int = -1
    fail_at: int = -1
    error: type[Exception] = apsw.IOError
    lasting: bool = False
    is_dead: bool = False

    def called(self) -> None:
        """Count a call, at which power may go or which may fail."""
        if self.is_dead:
            raise apsw.IOError("no power")
        self.calls += 1
        if self.calls == self.stop_at:
            self.is_dead = True
            raise apsw.IOError("power cut")
        if self.calls == self.fail_at or (self.lasting and 0 < self.fail_at < self.calls):
            raise self.error("the disk fails")

    def copy(self) -> Disk:
        """The same disk, switched on, with nothing counted."""
        return Disk({name: File(one.sure, bytearray(one.now), list(one.since), one.is_sure) for name, one in self.files.items()})

    def after_a_cut(self, chance: random.Random) -> Disk:
        """What is on the disk when power comes back."""
        made = {}
        for name, one in {**self.removed, **self.files}.items():
            if (not one.is_sure or name not in self.files) and chance.random() < 0.5:
                continue
            data = bytearray(one.sure)
            for done in one.since:
                if isinstance(done, int):
                    if chance.random() < 0.5:
                        del data[done:]
                    continue
                place, written = done
                while written:
                    size = SECTOR - place % SECTOR
                    sector, written = written[:size], written[size:]
                    fate = chance.randrange(3)
                    if fate:
                        data.extend(bytes(max(0, place + len(sector) - len(data))))
                        data[place : place + len(sector)] = sector if fate == 1 else chance.randbytes(len(sector))
                    place += len(sector)
            made[name] = File(bytes(data), data, [], True)
        return Disk(made)


class _Handle:
    """An open file, as SQLite asks it."""

    def __init__(self, disk: Disk, name: str) -> None:
        self.disk, self.file = disk, disk.files.setdefault(name, File())

    def xRead(self, amount: int, offset: int) -> bytes:
        if self.disk.is_dead:
            raise apsw.IOError("no power")
        return bytes(self.file.now[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        self.disk.called()
        now = self.file.now
        now.extend(bytes(max(0, offset + len(data) - len(now))))
        now[offset : offset + len(data)] = data
        self.file.since.append((offset, bytes(data)))

    def xTruncate(self, size: int) -> None:
        self.disk.called()
        del self.file.now[size:]
        self.file.since.append(size)

    def xSync(self, flags: int) -> None:
        self.disk.called()
        self.file.sure, self.file.since, self.file.is_sure = bytes(self.file.now), [], True

    def xFileSize(self) -> int:
        return len(self.file.now)

    def xLock(self, level: int) -> None:
        pass

    def xUnlock(self, level: int) -> None:
        pass

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, op: int, pointer: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return SECTOR

    def xDeviceCharacteristics(self) -> int:
        return 0

    def xClose(self) -> None:
        pass


class CutDisk(apsw.VFS):
    """What SQLite writes through; ``disk`` is the one that is in the machine."""

    def __init__(self) -> None:
        super().__init__(NAME, base="")
        self.disk = Disk()

    def xOpen(self, name: Any, flags: list[int]) -> Any:
        flags[1] = flags[0]
        return _Handle(self.disk, name.filename() if isinstance(name, apsw.URIFilename) else str(name))

    def xDelete(self, name: str, sync: bool) -> None:
        self.disk.called()
        one = self.disk.files.pop(name, None)
        if sync:
            self.disk.removed.clear()
        elif one is not None and one.is_sure:
            self.disk.removed[name] = one

    def xAccess(self, name: str, flags: int) -> bool:
        return name in self.disk.files

    def xFullPathname(self, name: str) -> str:
        return name
