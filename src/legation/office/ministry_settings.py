"""Settings of a ministry's office: the portal on a ledger, with accounts, drafts and a trail in a database of the web's own.

``LEGATION_LEDGER`` names the ledger. What is the office's own lies beside it, in the folder that :func:`home_of` gives.
"""

from __future__ import annotations

import os
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from legation.office.office_home import SECRET, home_of
from legation.office.settings import *  # noqa: F403
from legation.office.settings import ALLOWED_HOSTS, DAY, TEMPLATES

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


def _database() -> dict[str, Any]:
    """The office's database: at the address that ``LEGATION_OFFICE_DATABASE`` gives, else a SQLite file.

    SQLite keeps a rollback journal and waits for the disk: what is acknowledged outlasts a power cut, and no fault of older
    libraries in WAL mode can touch it.
    """
    address = os.environ.get("LEGATION_OFFICE_DATABASE", "")
    if not address:
        options = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;",
        }
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": HOME / "office.sqlite3", "OPTIONS": options}
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "office_cache"}}
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
FILE_UPLOAD_PERMISSIONS = 0o600

BEHIND_TLS: Final = os.environ.get("LEGATION_BEHIND_TLS") == "1"
"""Whether a server in front ends TLS and says so in ``X-Forwarded-Proto``, which it must set itself."""
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * DAY
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
