"""Give notices by mail: written to a folder, or handed to a mail server whose settings the caller brings."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Final, Literal

from legation.terms.told import ToldError, os_reason

Security = Literal["starttls", "tls", "none"]
SECURITIES: Final[tuple[Security, ...]] = ("starttls", "tls", "none")
NEEDED: Final = ("LEGATION_SMTP_HOST", "LEGATION_MAIL_FROM", "LEGATION_MAIL_TO")
AUTHORITY: Final = "LEGATION_SMTP_AUTHORITY"
PORTS: Final[Mapping[Security, int]] = {"starttls": 587, "tls": 465, "none": 25}
LAST_PORT: Final = 65_535
PATIENCE: Final = 30.0
"""Seconds that a mail server is waited for."""


class NotSent(ToldError):
    """Notices that could not be written or sent."""


@dataclass(frozen=True, slots=True)
class MailSettings:
    """How mail leaves: the server, how the line to it is kept secret, and who writes to whom.

    Args:
        authority: a file with the certificate of who vouches for the server; empty where the machine trusts it already.
    """

    host: str
    port: int
    security: Security
    sender: str
    to: tuple[str, ...]
    user: str = ""
    password: str = ""
    authority: str = ""

    def __repr__(self) -> str:
        """Without the password, which belongs in no log."""
        return f"MailSettings({self.host}:{self.port}, {self.security}, {self.sender} → {', '.join(self.to)})"


def mail_settings(given: Mapping[str, str]) -> MailSettings:
    """The settings among the variables of an environment.

    ``LEGATION_SMTP_HOST``, ``LEGATION_MAIL_FROM`` and ``LEGATION_MAIL_TO`` (addresses separated by commas) are needed;
    ``LEGATION_SMTP_SECURITY`` is ``starttls`` unless said, ``LEGATION_SMTP_PORT`` the usual one of that; ``LEGATION_SMTP_USER``
    and ``LEGATION_SMTP_PASSWORD`` where the server asks for them. ``LEGATION_SMTP_AUTHORITY`` names a file (PEM) with the
    certificate of the authority that vouches for the server, where the machine does not yet trust it; then no other is trusted.

    Raises:
        NotSent: one is missing, or cannot be used.
    """
    if missing := [name for name in NEEDED if not given.get(name, "").strip()]:
        raise NotSent("notices.no_settings", names=", ".join(missing))
    security = given.get("LEGATION_SMTP_SECURITY", "").strip() or SECURITIES[0]
    if security not in SECURITIES:
        raise NotSent("notices.security", value=security, name="LEGATION_SMTP_SECURITY")
    port = given.get("LEGATION_SMTP_PORT", "").strip() or str(PORTS[security])
    if not port.isascii() or not port.isdigit() or not 0 < int(port) <= LAST_PORT:
        raise NotSent("notices.not_a_port", value=port, name="LEGATION_SMTP_PORT")
    to = tuple(one.strip() for one in given["LEGATION_MAIL_TO"].split(",") if one.strip())
    for name, addresses in (("LEGATION_MAIL_FROM", (given["LEGATION_MAIL_FROM"].strip(),)), ("LEGATION_MAIL_TO", to)):
        for one in addresses:
            if not _is_address(one):
                raise NotSent("notices.not_an_address", value=one, name=name)
    return MailSettings(
        given["LEGATION_SMTP_HOST"].strip(), int(port), security, given["LEGATION_MAIL_FROM"].strip(), to,
        given.get("LEGATION_SMTP_USER", ""), given.get("LEGATION_SMTP_PASSWORD", ""),
        given.get(AUTHORITY, "").strip(),
    )  # fmt: skip


def write_messages(messages: Sequence[EmailMessage], folder: Path) -> list[Path]:
    """Each message as a file of its own, named by its day and its id: writing the same again changes nothing.

    Raises:
        NotSent: the folder cannot be written.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one in messages:
            name = str(one["Message-ID"]).strip("<>").partition("@")[0]
            path = folder / f"{one['Date'].datetime:%Y-%m-%d}-{name}.eml"
            path.write_bytes(one.as_bytes())
            written.append(path)
    except OSError as error:
        raise NotSent("notices.not_written", folder=folder, reason=os_reason(error)) from error
    return written


def send_messages(messages: Sequence[EmailMessage], settings: MailSettings) -> int:
    """Hand the messages to the server, in order; gives how many it took.

    Raises:
        NotSent: the server is not trusted, or did not take one; those before it were sent.
    """
    sent, trusted = 0, _trusted(settings)
    try:
        with _server(settings, trusted) as server:
            for one in messages:
                server.send_message(one, settings.sender, list(settings.to))
                sent += 1
    except ssl.SSLCertVerificationError as error:
        raise NotSent("notices.not_trusted", host=settings.host, reason=error.verify_message, name=AUTHORITY) from error
    except (OSError, smtplib.SMTPException) as error:
        number = min(sent + 1, len(messages))
        subject = str(messages[number - 1]["Subject"]) if messages else "—"
        reason = os_reason(error) if isinstance(error, OSError) and error.strerror else str(error)
        raise NotSent("notices.not_sent", host=settings.host, number=number, subject=subject, reason=reason, sent=sent) from error
    return sent


def _trusted(settings: MailSettings) -> ssl.SSLContext:
    """What certificates are taken: those of the authority named, else those that the machine trusts; never one unchecked."""
    try:
        return ssl.create_default_context(cafile=settings.authority or None)
    except OSError as error:
        reason = os_reason(error) if error.strerror and not isinstance(error, ssl.SSLError) else str(error)
        raise NotSent("notices.no_authority", value=settings.authority, name=AUTHORITY, reason=reason) from error


def _server(settings: MailSettings, trusted: ssl.SSLContext) -> smtplib.SMTP:
    if settings.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(settings.host, settings.port, timeout=PATIENCE, context=trusted)
    else:
        server = smtplib.SMTP(settings.host, settings.port, timeout=PATIENCE)
    try:
        if settings.security == "starttls":
            server.starttls(context=trusted)
        if settings.user:
            server.login(settings.user, settings.password)
    except BaseException:
        server.close()
        raise
    return server


def _is_address(text: str) -> bool:
    _, address = parseaddr(text)
    name, at, domain = address.rpartition("@")
    return bool(name and at and domain and not set(address) & set(" \r\n\t"))
