"""Settings of a ministry's office: the portal on a ledger, with accounts, drafts and a trail in a database of the web's own.

``LEGATION_LEDGER`` names the ledger. What is the office's own lies beside it, in the folder that :func:`home_of` gives.
"""

from __future__ import annotations

import os
from typing import Any, Final

from legation.office.office_home import SECRET, SQLITE, database_at, home_of
from legation.office.settings import *  # noqa: F403
from legation.office.settings import ALLOWED_HOSTS, BEHIND_TLS, TEMPLATES

LEGATION_LEDGER = os.environ["LEGATION_LEDGER"]
LEGATION_RECORD = LEGATION_LEDGER
HOME: Final = home_of(LEGATION_LEDGER)
LEGATION_FILES = HOME / "files"
SECRET_KEY = (HOME / SECRET).read_text(encoding="ascii").strip()

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "legation.office",
    "legation.office.people",
    "legation.office.desk",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "legation.office.doors.ReaderAddress",
    "legation.office.doors.HeadWithoutBody",
    "django.middleware.security.SecurityMiddleware",
    "legation.office.doors.ContentPolicy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "legation.office.doors.PlainHeaders",
    "legation.office.same_bytes.SameBytes",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "legation.office.doors.LanguageOfPath",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "legation.office.people.gate.Gate",  # before the check on forgery, so that what that refuses is in the trail
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "legation.office.ministry_urls"
TEMPLATES = [
    {
        **TEMPLATES[0],
        "APP_DIRS": True,  # allauth's pages, in the frame of ours
        "OPTIONS": {
            **TEMPLATES[0]["OPTIONS"],  # type: ignore[dict-item]
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "legation.office.people.reader.in_templates",
            ],
        },
    }
]


_PARTS: Final = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}


def _database() -> dict[str, Any]:
    """The office's database: the PostgreSQL at the address that was given when it was made ready, or a SQLite file.

    What else the address says, such as ``sslmode``, is passed on.

    SQLite keeps a rollback journal and waits for the disk: what is acknowledged outlasts a power cut, and no fault of older
    libraries in WAL mode can touch it.
    """
    address = database_at(HOME)
    if not address:
        options = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;",
        }
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": HOME / SQLITE, "OPTIONS": options}
    from legation.archive.ledger.postgres_database import parts_of

    parts = parts_of(address)
    named = {name: parts.pop(key, "") for name, key in _PARTS.items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **named,
        "OPTIONS": parts,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "legation.office.people.codes_once.OfficeCache", "LOCATION": "office_cache"}}
"""Attempts to sign in are counted here, for all workers together."""

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATION: Final = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ["username", "name"]}},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
]  # fmt: skip
TIME_ZONE = "UTC"  # pages speak in the time of the ministry, which the ledger states
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"

ACCOUNT_ADAPTER = "legation.office.people.adapter.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip", "login_failed": "20/m/ip,5/5m/key", "reauthenticate": "10/m/user", "change_password": "5/m/user",
}  # fmt: skip
MFA_ADAPTER = "legation.office.people.adapter.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # a code typed just before it changed still counts (RFC 6238, 5.2)
MFA_TOTP_ISSUER = "Legation"
MFA_RECOVERY_CODES_SHOW_ONCE = True

SESSION_COOKIE_NAME = "__Host-legation"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-legation-form"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "legation.office.people.views.refused.forged"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000  # fifty rows of a draft with all their columns, and room
FILE_UPLOAD_PERMISSIONS = 0o600

if BEHIND_TLS:
    SECURE_SSL_REDIRECT = True
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
