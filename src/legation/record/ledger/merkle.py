"""The tree over a log: RFC 6962 (and 9162) hashes, inclusion and consistency proofs, and their verification."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Final

EMPTY: Final = hashlib.sha256(b"").digest()
Subtree = Callable[[int, int], bytes]
"""Gives the hash of the leaves from the first up to the second number, without the second; there is at least one."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf (RFC 6962, 2.1)."""
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """The root over leaves whose hashes are given."""
    if not hashes:
        return EMPTY
    row = list(hashes)
    while len(row) > 1:
        last = [row[-1]] if len(row) % 2 else []
        row = [*map(node_hash, row[::2], row[1::2]), *last]
    return row[0]


def split(size: int) -> int:
    """The greatest power of two that is less than ``size``, which is at least 2."""
    return 1 << (size - 1).bit_length() - 1


def inclusion(number: int, size: int, subtree: Subtree) -> list[bytes]:
    """The audit path of one leaf in the tree of the first ``size`` leaves (RFC 6962, 2.1.1)."""
    return _path(number, 0, size, subtree)


def _path(number: int, first: int, last: int, subtree: Subtree) -> list[bytes]:
    if last - first <= 1:
        return []
    middle = first + split(last - first)
    if number < middle:
        return [*_path(number, first, middle, subtree), subtree(middle, last)]
    return [*_path(number, middle, last, subtree), subtree(first, middle)]


def consistency(first: int, second: int, subtree: Subtree) -> list[bytes]:
    """The proof that the tree of ``first`` leaves is the beginning of that of ``second`` (RFC 6962, 2.1.2), neither empty."""
    return _consistency(first, 0, second, True, subtree)


def _consistency(first: int, begin: int, end: int, is_whole: bool, subtree: Subtree) -> list[bytes]:
    if first == end:
        return [] if is_whole else [subtree(begin, end)]
    middle = begin + split(end - begin)
    if first <= middle:
        return [*_consistency(first, begin, middle, is_whole, subtree), subtree(middle, end)]
    return [*_consistency(first, middle, end, False, subtree), subtree(begin, middle)]


def is_included(leaf: bytes, number: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether an audit path leads from the hash of a leaf to a root (RFC 9162, 2.1.3.2)."""
    if not 0 <= number < size:
        return False
    place, last, made = number, size - 1, leaf
    for one in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            made = node_hash(one, made)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            made = node_hash(made, one)
        place, last = place >> 1, last >> 1
    return last == 0 and made == root


def is_consistent(first: int, second: int, path: Sequence[bytes], first_root: bytes, second_root: bytes) -> bool:
    """Whether a proof shows that one tree is the beginning of another (RFC 9162, 2.1.4.2)."""
    if first == second:
        return not path and first_root == second_root
    if not 0 < first < second or not path:
        return False
    parts = [first_root, *path] if first & (first - 1) == 0 else list(path)
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    older = newer = parts[0]
    for one in parts[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            older, newer = node_hash(one, older), node_hash(one, newer)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            newer = node_hash(newer, one)
        place, last = place >> 1, last >> 1
    return last == 0 and older == first_root and newer == second_root
