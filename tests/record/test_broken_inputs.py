"""Bad input never gets a traceback: files cut, mis-encoded, filled with NUL or a million characters, and worse."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legation.record.record import read_record
from tests.authored import write_folder

BROKEN_INPUTS = int(os.environ.get("LEGATION_BROKEN_INPUTS", "400"))
FILES = ("acts/all.csv", "actors.csv", "instruments.csv", "sources.json", "record.toml")


@st.composite
def damage(draw: st.DrawFn, whole: bytes) -> bytes:
    """One way of breaking a file."""
    place = draw(st.integers(0, len(whole)))
    how = draw(
        st.sampled_from(
            [
                "cut",
                "insert",
                "nul",
                "latin",
                "utf16",
                "long",
                "formula",
                "cr",
                "bom",
                "heading",
                "repeat",
                "drop",
                "cell",
                "nest",
            ]
        )
    )
    if how == "cut":
        return whole[:place]
    if how == "insert":
        return whole[:place] + draw(st.binary(max_size=20)) + whole[place:]
    if how == "nul":
        return whole[:place] + b"\x00" * draw(st.integers(1, 50)) + whole[place:]
    if how == "latin":
        return whole.decode().replace("e", "é").encode("latin-1", "replace")
    if how == "utf16":
        return whole.decode().encode("utf-16")
    if how == "long":
        return whole[:place] + draw(st.sampled_from([b"x", b"1", b'"', b"[", b"-"])) * 1_000_000 + whole[place:]
    if how == "formula":
        return whole.replace(b",", b"," + draw(st.sampled_from([b"=1+1", b"@x", b"+cmd", b"\t=1", "＝1".encode()])), 3)
    if how == "cr":
        return whole.replace(b"\n", b"\r")
    if how == "bom":
        return b"\xef\xbb\xbf" + whole
    if how == "heading":
        first, _, rest = whole.partition(b"\n")
        return first + b"," + first.split(b",")[0] + b"\n" + rest
    if how == "repeat":
        return whole * draw(st.integers(2, 3))
    if how == "drop":
        lines = whole.splitlines(keepends=True)
        return b"".join(lines[: draw(st.integers(0, len(lines)))])
    if how == "nest":
        return b"[" * draw(st.sampled_from([70, 5_000, 100_000])) + whole
    text = draw(st.text(max_size=30))
    return whole.replace(draw(st.sampled_from([b"peru", b"1822", b"book", b"2021"])), text.encode("utf-8", "surrogatepass"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(tmp_path_factory.mktemp("broken"))


@settings(max_examples=BROKEN_INPUTS, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), file=st.sampled_from(FILES))
def test_a_broken_file_is_answered_with_its_name_and_never_with_a_traceback(data: st.DataObject, file: str, folder: Path) -> None:
    path = folder / file
    whole = path.read_bytes()
    broken = data.draw(damage(whole))
    try:
        path.write_bytes(broken)
        record, problems = read_record(folder)
        for language in ("en", "es"):
            for one in problems:
                line = one.render(language)
                assert len(line) < 2_000 and "\x00" not in line and "Traceback" not in line
                assert line.split(":")[0] in (*FILES, "terms")
        assert (record is None) == any(one.is_error for one in problems)
    finally:
        path.write_bytes(whole)
