"""Several readers search at the same moment, each in a thread of the server."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from legation.publication.search.words import stem

BEGINNINGS = ("ratific", "negoci", "denunci", "coopera", "establec", "diploma")
ENDINGS = ("acion", "aciones", "aron", "ando", "ado", "adas", "ible", "iendo", "ticas", "ciones", "mente", "idades")
WORDS = [begin + end for begin in BEGINNINGS for end in ENDINGS]


@pytest.fixture
def turns_taken_often() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("turns_taken_often")
def test_each_gets_the_stems_of_its_own_words() -> None:
    plainly = stem.__wrapped__
    alone = {(word, language): plainly(word, language) for word in WORDS for language in ("es", "en")}
    with ThreadPoolExecutor(8) as pool:
        for _ in range(5):
            found = dict(zip(alone, pool.map(lambda one: plainly(*one), alone), strict=True))
            assert found == alone
