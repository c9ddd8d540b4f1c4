"""Depositary notices: what is announced, when, under which id; printed, written as messages, and sent to a real server."""

from __future__ import annotations

import email
import email.policy
import socket
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from legation.archive.opening import opened
from legation.procedures.send_notices import MailSettings, NotSent, mail_settings, send_messages, write_messages
from legation.publication.notice_mail import messages
from legation.record.record import Record
from legation.standings.participation.notices import Notice, notices_of
from legation.terms.days import day_number, iso
from tests.command_line import legation as run

SAFETY = "convention-safety-at-sea"


@pytest.fixture(scope="module")
def demo() -> Record:
    return opened("demo").record


def told(record: Record, known: str = "2026-12-31") -> tuple[Notice, ...]:
    year, month, day = map(int, known.split("-"))
    return notices_of(record, [SAFETY], day_number(year, month, day))


def test_each_act_is_announced_on_the_day_its_source_came_out(demo: Record) -> None:
    by_act = {one.act.id: one for one in told(demo) if one.news == "new"}
    assert iso(by_act[f"{SAFETY}-aldemara-consent"].known) == "2022-01-20"
    assert {iso(one.known) for one in by_act.values()} <= {iso(source.known) for source in demo.sources.values()}


def test_a_later_source_that_moves_a_day_is_announced_as_a_change(demo: Record) -> None:
    changed = [one for one in told(demo) if one.news == "changed"]
    assert [one.act.id for one in changed] == [f"{SAFETY}-garmonia-consent"]
    assert changed[0].before is not None and changed[0].before.begin != changed[0].act.begin
    assert changed[0].id != next(one.id for one in told(demo) if one.news == "new" and one.act.id == changed[0].act.id)


def test_what_was_announced_by_a_day_stays_the_same_later(demo: Record) -> None:
    """Ids and words of a notice do not change when more becomes known."""
    later = {one.id: one for one in told(demo)}
    for known in ("2021-12-31", "2022-12-31", "2024-01-01"):
        early = told(demo, known)
        assert early and all(later[one.id] == one for one in early), known


def test_messages_are_the_same_bytes_and_say_it_in_both_languages(demo: Record, tmp_path: Path) -> None:
    first, again = (
        [one.as_bytes() for one in messages(demo, told(demo), "a@example.org", "b@example.org", "es")] for _ in range(2)
    )
    assert first == again and len(first) == 36
    paths = write_messages(list(messages(demo, told(demo), "a@example.org", "b@example.org", "es")), tmp_path / "out")
    assert len(set(paths)) == 36
    parsed = email.message_from_bytes(paths[-1].read_bytes(), policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    body = parsed.get_content()
    assert "Se conoció el" in body and "Became known on" in body and "FICTIONAL" in body and "FICTICIO" in body
    assert parsed["Content-Language"] == "es, en" and parsed["Auto-Submitted"] == "auto-generated"
    assert (
        parsed["Message-ID"].startswith("<")
        and len({one["Message-ID"] for one in messages(demo, told(demo), "a@x.org", "b@x.org")}) == 36
    )


class Server(threading.Thread):
    """A mail server of a few lines on a real socket: what the protocol asks (RFC 5321), and no more."""

    def __init__(self, refuses: int = 0) -> None:
        super().__init__(daemon=True)
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listening.getsockname()[1]
        self.taken: list[bytes] = []
        self.to: list[str] = []
        self.refuses = refuses

    def run(self) -> None:
        with self.listening, self.listening.accept()[0] as line, line.makefile("rb") as said:
            line.sendall(b"220 here ESMTP\r\n")
            while command := said.readline():
                word = command[:4].upper()
                if word == b"DATA":
                    line.sendall(b"354 go on\r\n")
                    lines = list(iter(said.readline, b".\r\n"))
                    if self.refuses and len(self.taken) + 1 >= self.refuses:
                        line.sendall(b"552 too much\r\n")
                        continue
                    self.taken.append(b"".join(lines))
                elif word == b"QUIT":
                    line.sendall(b"221 bye\r\n")
                    return
                elif word == b"RCPT":
                    self.to.append(command.decode().strip())
                line.sendall(b"250 ok\r\n")


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    made.start()
    yield made
    made.listening.close()


def settings(port: int) -> MailSettings:
    return MailSettings("127.0.0.1", port, "none", "office@example.org", ("one@example.org", "two@example.org"))


def test_a_server_takes_them_all(demo: Record, server: Server) -> None:
    letters = list(messages(demo, told(demo), "office@example.org", "one@example.org, two@example.org", "en"))
    assert send_messages(letters, settings(server.port)) == 36
    server.join(5)
    assert len(server.taken) == 36 and len(server.to) == 72
    assert b"Subject: Convention of the Two Seas on Safety at Sea: Instrument adopted" in server.taken[0]


def test_a_refused_message_is_named_and_those_before_it_counted(demo: Record) -> None:
    server = Server(refuses=3)
    server.start()
    letters = list(messages(demo, told(demo), "office@example.org", "one@example.org"))
    with pytest.raises(NotSent) as wrong:
        send_messages(letters, settings(server.port))
    assert "message 3" in wrong.value.message("en") and "2 were sent" in wrong.value.message("en")
    assert "552" in wrong.value.message("es")


def test_no_server_there(demo: Record) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(NotSent):
        send_messages(list(messages(demo, told(demo)[:1], "a@example.org", "b@example.org")), settings(port))


GOOD = {
    "LEGATION_SMTP_HOST": "mail.example.org",
    "LEGATION_MAIL_FROM": "a@example.org",
    "LEGATION_MAIL_TO": "b@example.org, c@example.org",
}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"LEGATION_SMTP_HOST": ""}, "LEGATION_SMTP_HOST"),
        ({"LEGATION_SMTP_PORT": "70000"}, "LEGATION_SMTP_PORT"),
        ({"LEGATION_SMTP_PORT": "²"}, "LEGATION_SMTP_PORT"),
        ({"LEGATION_SMTP_SECURITY": "ssl"}, "LEGATION_SMTP_SECURITY"),
        ({"LEGATION_MAIL_TO": "b@example.org, nobody"}, "nobody"),
    ],
)
def test_settings_that_cannot_be_used_are_named(change: dict[str, str], words: str) -> None:
    with pytest.raises(NotSent) as wrong:
        mail_settings({**GOOD, **change})
    assert words in wrong.value.message("en") and words in wrong.value.message("es")


def test_settings_are_safe_unless_said_otherwise() -> None:
    made = mail_settings({**GOOD, "LEGATION_SMTP_USER": "u", "LEGATION_SMTP_PASSWORD": "secret"})
    assert (made.port, made.security, made.to) == (587, "starttls", ("b@example.org", "c@example.org"))
    assert "secret" not in repr(made)


def test_the_command_prints_writes_and_sends_nothing_unasked(tmp_path: Path) -> None:
    printed = run("notices", SAFETY, "--record", "demo", "--since", "2024-04", "--format", "csv")
    assert printed.returncode == 0 and printed.stdout.count("\n") == 5
    written = run("notices", SAFETY, "--record", "demo", "--mail", str(tmp_path / "mail"))
    assert written.returncode == 0 and len(list((tmp_path / "mail").glob("*.eml"))) == 36
    unset = run("notices", SAFETY, "--record", "demo", "--send")
    assert unset.returncode == 2 and "LEGATION_SMTP_HOST" in unset.stderr and "Traceback" not in unset.stderr
