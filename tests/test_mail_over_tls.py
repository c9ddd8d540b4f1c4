"""Notices handed over STARTTLS and TLS to a mail server of another maker, with certificates made here: trusted only by name."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from legation.procedures.send_notices import MailSettings, NotSent, mail_settings, send_messages

pytest.importorskip("aiosmtpd")
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

FROM, UNTIL = datetime.datetime(2020, 1, 1), datetime.datetime(2100, 1, 1)
USER, PASSWORD = b"treaties", b"a long sentence"


class Made(NamedTuple):
    """The certificate of an authority, and that of a server on this machine which it signed, with its key."""

    authority: Path
    server: Path


def made(folder: Path, name: str, host: str = "127.0.0.1") -> Made:
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)]) for text in (f"Authority {name}", "mail.example.org")]
    about: tuple[tuple[bool, x509.GeneralName], ...] = (
        (True, x509.DNSName("unused.example.org")), (False, x509.IPAddress(ipaddress.ip_address(host))),
    )  # fmt: skip
    certificates = [
        x509.CertificateBuilder()
        .subject_name(subject).issuer_name(names[0]).public_key(key.public_key()).serial_number(number + 1)
        .not_valid_before(FROM).not_valid_after(UNTIL)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(keys[0].public_key()), critical=False)
        .add_extension(x509.KeyUsage(
            digital_signature=True, key_cert_sign=is_authority, crl_sign=is_authority, content_commitment=False,
            key_encipherment=False, data_encipherment=False, key_agreement=False, encipher_only=False, decipher_only=False,
        ), critical=True)
        .sign(keys[0], hashes.SHA256())
        for number, (subject, key, (is_authority, address)) in enumerate(zip(names, keys, about, strict=True))
    ]  # fmt: skip
    authority, server = folder / f"{name}-authority.pem", folder / f"{name}-server.pem"
    authority.write_bytes(certificates[0].public_bytes(serialization.Encoding.PEM))
    key = keys[1].private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )  # fmt: skip
    server.write_bytes(key + certificates[1].public_bytes(serialization.Encoding.PEM))
    return Made(authority, server)


class Taken:
    """What the server took: each message, whether its line was secret, and who had signed in."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, bool, Any]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.messages.append((envelope.content.decode(), session.ssl is not None, session.auth_data))
        return "250 taken"


def _signs_in(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    known = (data.login, data.password) == (USER, PASSWORD)
    return AuthResult(success=known, auth_data=data.login.decode() if known else None)


class Serving(NamedTuple):
    """A server that runs, and what it took."""

    port: int
    taken: Taken


def serving(made: Made | None, *, at_once: bool = False) -> Iterator[Serving]:
    context = None
    if made is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(made.server)
    taken = Taken()
    with_tls: dict[str, Any] = {"ssl_context": context} if at_once else {
        "tls_context": context, "require_starttls": made is not None, "authenticator": _signs_in,
        "auth_required": made is not None, "auth_require_tls": True,
    }  # fmt: skip
    controller = Controller(taken, hostname="127.0.0.1", port=_free_port(), **with_tls)
    controller.start()
    try:
        yield Serving(controller.port, taken)
    finally:
        controller.stop()


def _free_port() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, Made, Made]:
    folder = tmp_path_factory.mktemp("certificates")
    return made(folder, "one"), made(folder, "other"), made(folder, "elsewhere", "127.0.0.2")


@pytest.fixture(scope="module")
def server(certificates: tuple[Made, Made, Made]) -> Iterator[Serving]:
    yield from serving(certificates[0])


def letter(subject: str) -> EmailMessage:
    one = EmailMessage()
    one["Subject"], one["From"], one["To"] = subject, "office@example.org", "one@example.org"
    one.set_content("Ratified.")
    return one


def settings(port: int, authority: Path | str = "", **more: str) -> MailSettings:
    return mail_settings({
        "LEGATION_SMTP_HOST": "127.0.0.1", "LEGATION_SMTP_PORT": str(port), "LEGATION_MAIL_FROM": "office@example.org",
        "LEGATION_MAIL_TO": "one@example.org", "LEGATION_SMTP_AUTHORITY": str(authority), **more,
    })  # fmt: skip


def signed_in(port: int, authority: Path | str) -> MailSettings:
    return settings(port, authority, LEGATION_SMTP_USER=USER.decode(), LEGATION_SMTP_PASSWORD=PASSWORD.decode())


def test_notices_go_over_starttls_to_a_server_whose_authority_is_named(
    server: Serving, certificates: tuple[Made, Made, Made]
) -> None:
    server.taken.messages.clear()
    assert send_messages([letter("First"), letter("Second")], signed_in(server.port, certificates[0].authority)) == 2
    assert ["First" in server.taken.messages[0][0], "Second" in server.taken.messages[1][0]] == [True, True]
    assert [(secret, who) for _, secret, who in server.taken.messages] == [(True, "treaties")] * 2


@pytest.mark.parametrize("which", ["none named", "another's"])
def test_a_certificate_that_nobody_trusted_vouches_for_is_refused(
    which: str, server: Serving, certificates: tuple[Made, Made, Made]
) -> None:
    server.taken.messages.clear()
    authority = "" if which == "none named" else certificates[1].authority
    with pytest.raises(NotSent) as refused:
        send_messages([letter("First")], signed_in(server.port, authority))
    assert server.taken.messages == []
    for language, words in (("en", "not trusted"), ("es", "no es de confianza")):
        assert words in refused.value.message(language) and "LEGATION_SMTP_AUTHORITY" in refused.value.message(language)


def test_a_certificate_of_another_server_is_refused(certificates: tuple[Made, Made, Made]) -> None:
    for running in serving(certificates[2]):
        with pytest.raises(NotSent) as refused:
            send_messages([letter("First")], signed_in(running.port, certificates[2].authority))
        assert "127.0.0.1" in refused.value.message("en") and running.taken.messages == []


def test_where_the_server_offers_no_secret_line_nothing_is_sent(certificates: tuple[Made, Made, Made]) -> None:
    for running in serving(None):
        with pytest.raises(NotSent):
            send_messages([letter("First")], settings(running.port, certificates[0].authority))
        assert running.taken.messages == []


def test_a_line_that_is_secret_from_the_start(certificates: tuple[Made, Made, Made]) -> None:
    tls = {"LEGATION_SMTP_SECURITY": "tls"}
    for running in serving(certificates[0], at_once=True):
        assert send_messages([letter("First")], settings(running.port, certificates[0].authority, **tls)) == 1
        with pytest.raises(NotSent):
            send_messages([letter("Second")], settings(running.port, certificates[1].authority, **tls))
        assert len(running.taken.messages) == 1


def test_an_authority_that_is_no_certificate_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.pem").write_text("nothing\n", encoding="utf-8")
    for name in ("empty.pem", "none.pem"):
        with pytest.raises(NotSent) as wrong:
            send_messages([letter("First")], settings(25, name))
        assert name in wrong.value.message("en") and "LEGATION_SMTP_AUTHORITY" in wrong.value.message("es")
