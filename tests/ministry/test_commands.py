"""An office that was not made ready is refused in plain words, before anything of the web is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from legation.archive.ledger.opening import create_ledger
from legation.office.making_ready import NotReady, make_ready, refuse_unready


def test_what_is_not_there_or_not_ready_is_said(tmp_path: Path) -> None:
    for refuse in (refuse_unready, make_ready):
        with pytest.raises(NotReady) as missing:
            refuse(str(tmp_path / "none.ledger"))
        assert "no es un libro" in missing.value.message("es")
    ledger = tmp_path / "book.ledger"
    create_ledger(ledger, "small/ledger", ("public",)).database.close()
    with pytest.raises(NotReady) as unready:
        refuse_unready(str(ledger))
    assert "legation office prepare" in unready.value.message("en")
