"""The frame of the help, and what is said of a command line that cannot be understood, in the reader's language."""

from __future__ import annotations

import re

import pytest

from tests.command_line import legation

ENGLISH = ("Usage", "Options", "Commands", "Arguments", "required", "default:", "Show this", "Error", "Missing", "TEXT", "FILE")


@pytest.mark.parametrize(
    "words", [["-h"], ["--help"], ["asof", "-h"], ["plan", "-h"], ["plan", "import", "--help"], ["import", "-h"], []]
)
def test_the_help_in_spanish_has_no_english_frame(words: list[str]) -> None:
    done = legation(*words, language="es", columns=80)
    said = done.stdout or done.stderr
    assert done.returncode == (0 if words else 2) and said.startswith("Uso:"), done
    assert not [word for word in ENGLISH if re.search(rf"\b{word}\b", said)]
    assert "Opciones:" in said and "-h" in said and all(len(line) <= 80 for line in said.splitlines())


@pytest.mark.parametrize(
    ("words", "english", "spanish"),
    [
        (["asof", "--knwn", "2020"], "there is no option --knwn; nearest: --known", "no hay una opción --knwn; lo más parecido: --known"),
        (["dutis"], "there is no command dutis; nearest: duties", "no hay una orden dutis; lo más parecido: duties"),
        (["why"], "STANDING is missing", "falta SITUACIÓN"),
        (["build"], "the option --output is missing", "falta la opción --output"),
        (["asof", "--on"], "a value is missing after --on", "falta un valor después de --on"),
        (["asof", "--on", ""], "a value is missing after --on", "falta un valor después de --on"),
        (["asof", "--every=3"], "--every takes no value", "--every no lleva valor"),
        (["asof", "one", "two"], "too much is given: one two", "sobra: one two"),
        (["asof", "-f", "xlsx"], "xlsx is no value of --format, which takes one of: table", "xlsx no es un valor de --format"),
        (["serve", "--port", "0"], "a whole number from 1 to 65535", "un número entero de 1 a 65535"),
        (["asof", "-o", "/"], "--output must name a file to write, not a folder", "--output debe indicar un archivo que escribir"),
        (["asof", "--under", "/"], "--under must name a file", "--under debe indicar un archivo"),
        (["report", "-o", __file__], "--output must name a folder, not a file", "--output debe indicar una carpeta, no un archivo"),
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_told_plainly(words: list[str], english: str, spanish: str) -> None:
    for language, said in (("en", english), ("es", spanish)):
        done = legation(*words, language=language)
        assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr, done.stderr
    assert not [word for word in ("Usage", "Error", "Try") if word in done.stderr]


@pytest.mark.parametrize(
    ("words", "spanish"),
    [
        (["panel", "-o", "x.csv", "--from", "2021", "--to", "1821"], "1821 es anterior a 2021"),
        (["acts", "--from", "2020", "--to", "2010"], "2010 es anterior a 2020"),
        (["build", "-o", "/dev/null/shelf"], "no se puede escribir /dev/null"),
        (["build", "-o", "/proc/shelf"], "no existe ese archivo o carpeta"),
        (["acts", "-o", "/nowhere/at/all.csv"], "no existe ese archivo o carpeta"),
        (["why", ":::"], "no consta en este registro"),
        (["panel", "-o", "panel.xlsx"], "no termina en .csv ni .parquet"),
        (["asof", "--under", "/nowhere/if.toml"], "no existe el archivo /nowhere/if.toml ni propone"),
    ],
)  # fmt: skip
def test_a_careless_clerk_is_answered_in_spanish(words: list[str], spanish: str) -> None:
    done = legation(*words, "--record", "docs/guide/example", language="es")
    assert done.returncode == 2 and spanish in done.stderr and "Traceback" not in done.stderr, done.stderr
