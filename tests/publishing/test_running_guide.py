"""The page on running it never lies: its commands run, in order, in both languages; the service files are sound and closed."""

from __future__ import annotations

import configparser
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from legation.archive.ledger.opening import open_ledger
from legation.cli.main import COMMANDS
from legation.office import settings
from tests.command_line import legation, legation_anew

GUIDE = Path(__file__).parents[2] / "docs" / "guide"
PAGES = {"en": GUIDE / "running.md", "es": GUIDE / "running.es.md"}
EXAMPLE = GUIDE / "example"
SERVICES = sorted((GUIDE / "service").glob("*.service"))
TIMERS = sorted((GUIDE / "service").glob("*.timer"))
CLOSED = {
    "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes", "PrivateDevices": "yes",
    "ProtectKernelTunables": "yes", "ProtectKernelModules": "yes", "ProtectControlGroups": "yes", "RestrictSUIDSGID": "yes",
    "RestrictNamespaces": "yes", "LockPersonality": "yes", "CapabilityBoundingSet": "", "SystemCallArchitectures": "native",
}  # fmt: skip
NO_SERVER_HERE = ("pg_basebackup", "postgresql://")


def commands(language: str) -> list[str]:
    """Every command of the page, in order."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", PAGES[language].read_text(encoding="utf-8"), re.M | re.S)
    return [line for block in blocks for line in block.splitlines()]


def takes_long(line: str) -> bool:
    return " office " in line or " serve " in line or line.startswith("mv ")


@pytest.mark.parametrize(("language", "whole"), [("es", False), pytest.param("en", True, marks=pytest.mark.long)])
def test_the_commands_run_in_order(language: str, whole: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those for a PostgreSQL are run by the tests of the replica; those of an office, and servers, in CI."""
    if whole:
        pytest.importorskip("allauth", reason="what accounts need is not installed")
    monkeypatch.chdir(tmp_path)
    for name in ("LEGATION_LEDGER_KEYS", "LEGATION_OFFICE", "LEGATION_HOSTS", "PYTHONPATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONPATH", str(Path(settings.__file__).parents[2]))
    ran = 0
    for line in commands(language):
        if any(one in line for one in NO_SERVER_HERE) or (takes_long(line) and not whole):
            continue
        program, *words = shlex.split(
            line.replace("FOLDER", str(EXAMPLE)).replace("portal-2:/srv/legation", str(tmp_path / "portal-2"))
        )
        if program == "rsync":
            copied(words)
            continue
        if program == "mv":
            shutil.move(*words)
            continue
        if words[0] == "serve":
            answers(words, tmp_path)
            continue
        run = legation_anew if words[0] == "office" else lambda *given: legation(*given, language=language)
        done = run(*words)
        assert done.returncode == 0 and "Traceback" not in done.stderr, (line, done)
        ran += 1
    assert ran >= 11 and (tmp_path / "portal-2" / "editions" / "current.json").is_file()
    assert open_ledger("new.ledger", Path("book.ledger.keys")).owner == "ledger"
    if whole:
        monkeypatch.setenv("LEGATION_LEDGER_KEYS", "book.ledger.keys")
        done = legation_anew("office", "administrator", "new.ledger", "eva", LEGATION_LANG="en")
        assert done.returncode == 2 and "there is an administrator" in done.stderr, "the accounts came back with the copy"


def copied(words: list[str]) -> None:
    """What ``rsync`` does with a folder, where it is installed; else a copy."""
    Path(words[-1]).mkdir(parents=True, exist_ok=True)
    if shutil.which("rsync"):
        subprocess.run(["rsync", *words], check=True)
        return
    skipped = shutil.ignore_patterns("current.json") if "--exclude" in words else None
    shutil.copytree(words[-2], words[-1], dirs_exist_ok=True, ignore=skipped)


def answers(words: list[str], folder: Path) -> None:
    """A server started with these words opens what it is to serve, and would listen."""
    code = (
        "import sys; from legation.office import serve; serve.Portal.run = lambda self: print('would listen', self.workers)\n"
        "from legation.cli.main import app; sys.argv = ['legation', *sys.argv[1:]]; app()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words, "--port", "8765"], capture_output=True, text=True, cwd=folder, env=dict(os.environ)
    )
    assert "would listen" in done.stdout, (words, done)


def test_both_pages_show_the_same_commands_and_name_what_there_is() -> None:
    assert commands("en") == commands("es") and len(commands("en")) >= 20
    for path in PAGES.values():
        text = path.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert (GUIDE / target).exists(), target
        for unit in re.findall(r"`(legation-[a-z]+\.(?:service|timer)|nginx\.conf)`", text):
            assert (GUIDE / "service" / unit).is_file(), unit
        code = "".join(one.read_text(encoding="utf-8") for one in Path(settings.__file__).parents[1].rglob("*.py"))
        for variable in re.findall(r"`(LEGATION_[A-Z_]+)`", text):
            assert f'"{variable}"' in code, variable


def test_a_server_is_set_up_where_its_units_look() -> None:
    """What the administrator of the machine does is not run here; that it fits the units, and is one in both languages, is."""
    done = {
        language: re.findall(r"^```(?:bash|sql)\n(.*?)^```$", path.read_text(encoding="utf-8"), re.M | re.S)
        for language, path in PAGES.items()
    }
    assert done["en"] == done["es"] and len(done["en"]) == 4
    said = "".join(done["en"])
    for path in SERVICES:
        found = unit(path)["Service"]
        if found.get("User") != ["legation"]:
            continue
        for variable in ("LEGATION_LEDGER_KEYS", "LEGATION_CACHE"):
            assert next(one for one in found["Environment"] if one.startswith(f"{variable}=")) in said.replace("\\\n", " ")
        for name in found["StateDirectory"][0].split():
            assert f" /var/lib/{name}" in said
    for name in re.findall(r"legation-[a-z]+\.(?:service|timer)", said):
        assert (GUIDE / "service" / name).is_file()
    assert "useradd --system" in said and "/opt/legation/bin/pip" in said


def unit(path: Path) -> dict[str, dict[str, list[str]]]:
    """The settings of a unit by section, each as often as it is said."""

    class Many(dict):  # type: ignore[type-arg]
        def __setitem__(self, key: str, value: object) -> None:
            if isinstance(value, list) and key in self:
                self[key].extend(value)
            else:
                super().__setitem__(key, value)

    parser = configparser.RawConfigParser(strict=False, dict_type=Many, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(path.read_text(encoding="utf-8").replace("\\\n", " "))
    return {name: {key: str(value).split("\n") for key, value in parser.items(name)} for name in parser.sections()}


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.stem)
def test_services_are_closed_and_run_commands_that_there_are(path: Path) -> None:
    found = unit(path)["Service"]
    assert {name: found.get(name, [None])[-1] for name in CLOSED} == CLOSED
    assert "@system-service" in found["SystemCallFilter"] and ("User" in found or found["DynamicUser"] == ["yes"])
    assert found.get("IPAddressDeny") == ["any"] or found.get("PrivateNetwork") == ["yes"]
    told = re.findall(r"/opt/legation/bin/legation ([a-z]+(?: [a-z]+)?)", path.read_text(encoding="utf-8"))
    assert told and all(one in COMMANDS or one.split()[0] in COMMANDS for one in told), told
    options = re.findall(r"(?<= )(--[a-z-]+)", " ".join(found["ExecStart"]))
    pages = subprocess_help(told)
    assert all(option in pages for option in options), options


def subprocess_help(told: list[str]) -> str:
    words = [one.split() if one in COMMANDS else one.split()[:1] for one in told]
    return "".join(legation(*one, "--help").stdout for one in words)


def test_timers_wake_services_and_the_server_in_front_sets_what_the_portal_believes() -> None:
    assert len(TIMERS) == 3 and all(path.with_suffix(".service") in SERVICES for path in TIMERS)
    assert all(unit(path)["Timer"]["Persistent"] == ["yes"] for path in TIMERS)
    text = (GUIDE / "service" / "nginx.conf").read_text(encoding="utf-8")
    bare = re.sub(r"#.*", "", text)
    assert bare.count("{") == bare.count("}") and all(
        line.rstrip().endswith((";", "{", "}")) for line in bare.splitlines() if line.strip()
    )
    for place in re.findall(r"location / \{(.*?)\}", bare, re.S):
        for name, value in (("X-Forwarded-Proto", "$scheme"), ("X-Forwarded-For", "$remote_addr"), ("Host", "$host")):
            assert f"proxy_set_header {name} {value};" in place
    office = bare[bare.index("office.ministry.example;\n    ssl") :]
    assert "proxy_cache" not in office, "nothing of an office is kept"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
def test_systemd_finds_the_units_sound_and_closed(tmp_path: Path) -> None:
    for path in (*SERVICES, *TIMERS):
        text = path.read_text(encoding="utf-8").replace("/opt/legation/bin/legation", "/bin/true")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    units = [str(tmp_path / path.name) for path in (*SERVICES, *TIMERS)]
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True, check=False)
    told = [line for line in done.stderr.splitlines() if "legation" in line]
    assert not told, told
    for path in SERVICES:
        done = subprocess.run(
            ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(tmp_path / path.name)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-300:]
