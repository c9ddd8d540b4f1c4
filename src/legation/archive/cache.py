"""The user's cache of builds: each authored folder compiled once, until it changes; whoever asks next only opens the build.

The cache holds a shelf for every folder, choice of sources and state of the code. One process builds at a time, under a lock;
the others wait for it, or where waiting is no use read the folder. A cache that cannot be written is no error: folders are read.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Collection
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from legation import __version__
from legation.archive.built import FORMAT, BuildNotRead, Built, open_built
from legation.archive.folder_state import FolderState, files_of, state_of
from legation.archive.marks import build_in
from legation.archive.processes import alone_on
from legation.record.edition import SEMANTICS
from legation.record.record import Record

VARIABLE: Final = "LEGATION_CACHE"
"""Environment variable that names the folder of the cache, or says ``off``."""
OFF: Final = "off"
STATE: Final = "made-of.json"
KEPT_EDITIONS: Final = 2
LONGEST_UNUSED: Final = 30 * 86_400 * 10**9
_CODE: Final = ("terms", "record", "standings", "archive")


def cache_folder() -> Path | None:
    """The folder of the user's cache: what ``LEGATION_CACHE`` names, else where this system keeps such; None where it is off."""
    named = os.environ.get(VARIABLE, "")
    if named:
        return None if named == OFF else Path(named)
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA", "")
        return Path(home) / "legation" / "Cache" if home else None
    try:
        usual = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    except RuntimeError:  # no home
        return None
    chosen = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (chosen if chosen.is_absolute() else usual) / "legation"


def shelf_of(folder: Path, further: Collection[str] | None) -> Path | None:
    """The shelf in the cache for a folder and the sets of further sources read with it; None where there is no cache."""
    root = cache_folder()
    if root is None:
        return None
    asked = json.dumps([str(folder.resolve()), None if further is None else sorted(further)])
    return root / f"{folder.name[:40]}-{_short(asked)}-{_code()}"


def fresh(folder: Path, shelf: Path) -> Built | None:
    """The build on a shelf, where the folder is still as it was when that was made."""
    try:
        noted = json.loads((shelf / STATE).read_text(encoding="utf-8"))
        state = FolderState(tuple((name, size, changed) for name, size, changed in noted["files"]), noted["digest"])
        noted_at = (shelf / STATE).stat().st_mtime_ns
        if not state.holds(folder, noted_at):
            return None
        built = open_built(shelf / noted["edition"])
        if files_of(folder) != state.files:
            _note(shelf, folder, FolderState(files_of(folder), state.digest), built.edition)
        return built
    except (OSError, ValueError, KeyError, TypeError):
        return None


def built_once(folder: Path, shelf: Path, read: Callable[[], Record]) -> Built | None:
    """The build of a folder, made now if there is none; None where the cache cannot be written.

    Args:
        read: reads the folder; what it raises goes through.
    """
    if (found := fresh(folder, shelf)) is not None:
        return found
    try:
        shelf.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shelf.mkdir(exist_ok=True)
        with alone_on(shelf):
            if (found := fresh(folder, shelf)) is not None:
                return found  # another made it meanwhile
            state = state_of(folder)
            from legation.archive.build import build  # what compiles is loaded only where it is needed

            made = build(read(), shelf)
            _note(shelf, folder, state, made.name)
            _clear_away(shelf)
            return open_built(made)
    except (OSError, BuildNotRead):
        return None


def forget(built: Built) -> None:
    """Take a damaged build out of the cache."""
    shutil.rmtree(built.folder, ignore_errors=True)
    (built.folder.parent / STATE).unlink(missing_ok=True)


def _note(shelf: Path, folder: Path, state: FolderState, edition: str) -> None:
    """Write down of what a build was made."""
    said = {"folder": str(folder.resolve()), "edition": edition, "digest": state.digest, "files": state.files}
    draft = shelf / f".{STATE}-{os.getpid()}"
    try:
        draft.write_text(json.dumps(said) + "\n", encoding="utf-8")
        os.replace(draft, shelf / STATE)
    finally:
        draft.unlink(missing_ok=True)


def _clear_away(shelf: Path) -> None:
    """Take away old editions of a shelf, and shelves of folders that are gone or that code of another state left long ago."""
    editions = [path for path in shelf.iterdir() if path.is_dir() and not path.name.startswith(".")]
    current = build_in(shelf).name
    editions.sort(key=lambda path: (path.name == current, path.stat().st_mtime_ns), reverse=True)
    for path in editions[KEPT_EDITIONS:]:
        shutil.rmtree(path, ignore_errors=True)
    now = (shelf / STATE).stat().st_mtime_ns
    for noted in shelf.parent.glob(f"*/{STATE}"):
        try:
            is_gone = not Path(json.loads(noted.read_text(encoding="utf-8"))["folder"]).is_dir()
            if noted.parent != shelf and (is_gone or now - noted.stat().st_mtime_ns > LONGEST_UNUSED):
                shutil.rmtree(noted.parent, ignore_errors=True)
        except (OSError, ValueError, KeyError):
            continue


@cache
def _code() -> str:
    """The state of the code that reads and compiles: another version never opens what this one made."""
    found: list[object] = [__version__, FORMAT, SEMANTICS]
    package = Path(str(resources.files("legation")))
    for stage in _CODE:
        for path in sorted((package / stage).rglob("*")):
            if path.suffix in (".py", ".toml"):
                stat = path.stat()
                found.append((path.relative_to(package).as_posix(), stat.st_size, stat.st_mtime_ns))
    return _short(json.dumps(found))


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
