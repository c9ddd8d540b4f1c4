"""A server that can reach nothing but the program itself and one folder: whatever else it opens, lists or connects to ends it."""

from __future__ import annotations

import os
import site
import sys
import sysconfig
from pathlib import Path
from typing import Any, Final

SYSTEM: Final = (
    "/dev/null",
    "/dev/urandom",
    "/proc/",
    "/etc/localtime",
    "/etc/mime.types",
    "/etc/apache",
    "/usr/share/",
    "/usr/lib/",
    "/lib",
    "/etc/ld",
)
READS: Final = ("open", "os.listdir", "os.scandir", "os.mkdir", "os.rename", "os.remove", "os.chdir")
REFUSED: Final = ("socket.connect", "subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "sqlite3.connect")


def serve_alone(folder: str, *, workers: int = 1) -> None:
    """Serve the editions in a folder, and end with status 66 where anything else is touched.

    The records that are shipped with the program count as something else.
    """
    code = Path(__import__("legation").__file__).parent
    own = Path(folder).resolve()
    program = [str(Path(one).resolve()) for one in (
        sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"), *site.getsitepackages(), code,
        Path(__file__).parent,
    )]  # fmt: skip
    temporary = str(Path(os.environ["TMPDIR"]).resolve())
    records = str(code / "records")  # their names may be listed, none of them opened

    def watch(event: str, given: tuple[Any, ...]) -> None:
        if event in REFUSED:
            _end(event, given)
        if event not in READS or not given or not isinstance(given[0], (str, bytes, os.PathLike)):
            return
        path = os.path.realpath(os.fsdecode(given[0]))
        writes = event == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if path.startswith((temporary, "/dev/null")) or (event == "os.chdir" and path == str(own)):
            return
        if not writes and not path.startswith(f"{records}/") and path.startswith((str(own), *program, *SYSTEM)):
            return
        _end(event, given)

    os.chdir(own)
    os.environ["LEGATION_CACHE"] = "off"
    import csp  # noqa: F401 - what lies in the working folder of the tests is found before the watch begins

    from legation.office.serve import run

    sys.addaudithook(watch)
    run(str(own), "127.0.0.1", 0, workers)


def _end(event: str, given: tuple[Any, ...]) -> None:
    os.write(2, f"touched something else: {event} {given[:3]}\n".encode())
    os._exit(66)
