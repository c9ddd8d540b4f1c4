"""Which evaluation files hold something that could not be read: said under every answer that rests on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from legation.publication.questions import QuestionError
from legation.terms.messages import LANGUAGES, say
from legation.terms.problems import Problem


def wrong_files(problems: Iterable[Problem], language: str) -> list[str]:
    """A line that names each file with the number of its errors; none where there is none."""
    found = Counter(one.file for one in problems if one.is_error)
    if not found:
        return []
    files = ", ".join(f"{file} ({number})" for file, number in sorted(found.items()))
    return [say("problems.wrong_files", language, files=files)]


def nothing_to_ask(code: str, record: str, problems: Iterable[Problem]) -> QuestionError:
    """That a record has none of what was asked about; where its files have errors, that they have, for there may be some."""
    found = list(problems)
    said = {language: [say(code, language, record=record), *wrong_files(found, language)] for language in LANGUAGES}
    return QuestionError(code, {language: "\n".join(lines) for language, lines in said.items()}, record=record)


def unreadable(problems: Iterable[Problem]) -> list[Problem]:
    """Of problems, those of files of which nothing could be read; what else is wrong is told by the name of what it is in."""
    return [one for one in problems if one.code == "terms.not_toml"]
