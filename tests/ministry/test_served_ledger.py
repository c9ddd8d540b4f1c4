"""A ledger that is served answers as it is now, whatever became of it; while it cannot be read, the last good record answers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from legation.archive.ledger.opening import open_ledger
from legation.archive.ledger.sealed_ledger import SealedLedger
from legation.archive.shelf import ALL, DOCUMENTS, RecordHasErrors
from legation.office import served_ledger
from legation.office.served_ledger import ServedLedger
from legation.publication.questions import QuestionError
from legation.record.ledger.authored import SOURCE, TEXT
from legation.record.ledger.entry import Batch, Entry, Sealed
from legation.record.ledger.faults import LedgerError
from tests.ministry.small_office import settings_of_record


@pytest.fixture(params=[1, served_ledger.LARGE], ids=["in columns", "in objects"])
def file(
    request: pytest.FixtureRequest, prepared_office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A ledger of its own, served from columns and not."""
    monkeypatch.setattr(served_ledger, "LARGE", request.param)
    monkeypatch.setattr(served_ledger, "PATIENCE", 0.0)
    shutil.copytree(prepared_office, tmp_path / "here")
    yield tmp_path / "here" / "book.ledger"


def seal(file: Path, name: str, date: str) -> None:
    """Seal an act, as another process does."""
    said = {"kind": "incident", "date": date, "subject": "peru", "object": "chile", "title": name, "title_es": name}
    entry = Entry("entered", "acts", name, {"claim": name, "act": name, **said})
    ledger = open_ledger(file)
    ledger.append(Batch(f"draft-{name}", (entry,), "one", "other"))
    ledger.database.close()


def acts(ledger: ServedLedger) -> set[str]:
    """The acts sealed here that it serves."""
    one = ledger.opened()
    if one.large is not None:
        return {name for name in ("first", "lost", "second") if one.large.number_of_act(name) is not None}
    return {claim.act for claim in one.record.claims} & {"first", "lost", "second"}


@pytest.mark.parametrize("more", [(), ("second",), ("second", "first")], ids=["shorter", "as long", "longer"])
def test_of_a_ledger_in_whose_place_came_one_with_fewer_entries_nothing_that_is_gone_is_told(
    file: Path, tmp_path: Path, more: tuple[str, ...]
) -> None:
    """As where a replica that had not received all was made the ledger: the same address leads to what never held some entries."""
    other = tmp_path / "other" / "book.ledger"
    shutil.copytree(file.parent, other.parent)
    served = ServedLedger(str(file))
    edition = served.opened().edition
    seal(file, "lost", "1890-01-01")
    assert acts(served) == {"lost"} and served.opened("secret").edition != edition
    for name in more:
        seal(other, name, "1891-01-01")
    served.ledger.database.close()
    file.unlink()
    shutil.copy(other, file)
    assert acts(served) == set(more)
    assert (served.opened().edition == edition) is not bool(more)
    assert served.opened("secret").edition == ServedLedger(str(file)).opened("secret").edition


def test_while_what_was_added_cannot_be_read_the_last_good_record_answers(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served = ServedLedger(str(file))
    seal(file, "first", "1890-01-01")
    before = served.opened()

    def failing(self: SealedLedger, level: str, first: int = 0) -> Iterator[Sealed]:
        raise LedgerError("ledger.not_read", file=file, reason="-")
        yield

    seal(file, "second", "1891-01-01")
    with monkeypatch.context() as patch:
        patch.setattr(SealedLedger, "entries", failing)
        assert served.opened() is before
        with pytest.raises(LedgerError):
            served.opened("secret")  # at this level nothing answered yet
    assert acts(served) == {"first", "second"}


def test_a_ledger_that_became_long_and_cannot_be_read_as_a_record_goes_on_answering(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served_ledger, "LARGE", 10_000)
    served = ServedLedger(str(file))
    before = served.opened()
    ledger = open_ledger(file)
    wrong = {"claim": "wrong", "act": "wrong", "kind": "incident", "date": "1890", "subject": "nobody", "title": "t"}
    ledger.append(Batch("d", (Entry("entered", "acts", "wrong", wrong),), "one", "other"))
    ledger.database.close()
    monkeypatch.setattr(served_ledger, "LARGE", 1)
    assert served.opened() is before


def test_where_the_ledger_does_not_answer_the_sources_of_the_record_alone_go_on_answering(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served_ledger, "LARGE", 10_000)
    served = ServedLedger(str(file))
    before = served.opened(sources="documents")

    def silent(self: SealedLedger, level: str) -> int:
        raise LedgerError("ledger.not_read", file=file, reason="-")

    monkeypatch.setattr(SealedLedger, "size", silent)
    monkeypatch.setattr(SealedLedger, "end", silent)
    assert served.opened(sources="documents") is before


def test_nothing_is_sealed_in_a_file_that_was_moved_away(file: Path, tmp_path: Path) -> None:
    """It would be acknowledged, and be in no ledger; what was read before goes on answering until the office starts again."""
    served = ServedLedger(str(file))
    before = served.opened()
    file.rename(tmp_path / "moved")
    shutil.copy(tmp_path / "moved", file)
    said = {"claim": "x", "act": "x", "kind": "incident", "date": "1890", "subject": "peru", "title": "t", "title_es": "t"}
    with pytest.raises(LedgerError, match="no longer the file"):
        served.ledger.append(Batch("d", (Entry("entered", "acts", "x", said),), "one", "other"))
    assert served.opened() is before
    served.ledger.database.close()


def test_documents_alone_are_read_beside_what_answers_where_there_are_further_sources(
    file: Path,
) -> None:
    served = ServedLedger(str(file))
    assert served.opened("", DOCUMENTS) is served.opened() or not served.is_large
    csl = {"id": "more", "type": "book", "title": "More", "issued": {"raw": "2020"}}
    said = {"kind": "incident", "date": "1890-01-01", "subject": "peru", "object": "chile", "title": "t", "title_es": "t"}
    cells = {"claim": "first", "act": "first", "source": "more", "locator": "1", **said}
    ledger = open_ledger(file)
    further = [Entry("entered", "sources", "more", {SOURCE: csl}, file="further/more/sources.json")]
    further.append(Entry("entered", "acts", "first", cells, file="further/more/acts/more.csv"))
    ledger.append(Batch("draft-more", tuple(further), "one", "other"))
    ledger.database.close()
    assert acts(served) == {"first"}
    if served.is_large:
        with pytest.raises(QuestionError, match="being read"):
            served.opened("", DOCUMENTS)
        assert served._reading_documents is not None
        served._reading_documents.join(60)
    for level in ("", "secret"):
        alone = served.opened(level, DOCUMENTS)
        assert "more" not in alone.record.sources and alone.edition != served.opened(level).edition
        assert alone.large is None or alone.large.number_of_act("first") is None
    seal(file, "second", "1891-01-01")
    alone = served.opened("", DOCUMENTS)
    assert acts(served) == {"first", "second"}
    assert "second" in {claim.act for claim in alone.record.claims} or (
        alone.large is not None and alone.large.number_of_act("second") is not None
    )
    ledger = open_ledger(file)
    text = Entry("corrected", "files", "record.toml", {TEXT: settings_of_record().replace("Pequeño", "Otro")}, file="record.toml")
    ledger.append(Batch("retold", (text,), "one", "other"))
    ledger.database.close()
    if served.is_large:
        served.opened()
        with pytest.raises(QuestionError, match="being read"):
            served.opened("", DOCUMENTS)
        assert served._reading_documents is not None
        for reading in (served._reading_documents, served._much["public"]):
            reading.join(60)
    for sources in (ALL, DOCUMENTS):
        assert "Otro" in served.opened("", sources).record.title.es
    assert "more" not in served.opened("", DOCUMENTS).record.sources


def test_documents_that_cannot_stand_alone_are_refused_with_what_is_wrong(file: Path) -> None:
    """An own act that cites a further source."""
    served = ServedLedger(str(file))
    csl = {"id": "more", "type": "book", "title": "More", "issued": {"raw": "2020"}}
    said = {"kind": "incident", "date": "1890-01-01", "subject": "peru", "object": "chile", "title": "t", "title_es": "t"}
    cells = {"claim": "first", "act": "first", "source": "more", "locator": "1", **said}
    ledger = open_ledger(file)
    source = Entry("entered", "sources", "more", {SOURCE: csl}, file="further/more/sources.json")
    ledger.append(Batch("draft-more", (source, Entry("entered", "acts", "first", cells)), "one", "other"))
    ledger.database.close()
    if served.is_large:
        with pytest.raises(QuestionError, match="being read"):
            served.opened("", DOCUMENTS)
        assert served._reading_documents is not None
        served._reading_documents.join(60)
    with pytest.raises(RecordHasErrors):
        served.opened("", DOCUMENTS)
    assert acts(served) == {"first"}
