"""What keeps a folder: a disk of this machine, or a network on which locks and syncs cannot be relied on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

MOUNTS: Final = Path("/proc/self/mounts")
OVER_A_NETWORK: Final = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "glusterfs", "lustre", "ocfs2", "gfs2", "beegfs",
    "vboxsf", "prl_fs", "drvfs", "davfs", "webdav",
    "fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.s3fs", "fuse.gcsfuse", "fuse.davfs2",
})  # fmt: skip
IN_MEMORY: Final = frozenset({"tmpfs", "ramfs", "devtmpfs"})
_OCTAL: Final = re.compile(r"\\([0-7]{3})")


def kind_of(path: Path, mounts: Path = MOUNTS) -> str:
    """The kind of file system on which a path is, such as ``ext4`` or ``nfs4``; empty where this system does not say."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
        place = path.resolve()
    except OSError:
        return ""
    found, longest = "", -1
    for line in lines:
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        mounted = Path(_OCTAL.sub(lambda one: chr(int(one[1], 8)), parts[1]))
        if place.is_relative_to(mounted) and len(mounted.parts) >= longest:  # of two at one place the later lies on top
            found, longest = parts[2], len(mounted.parts)
    return found
