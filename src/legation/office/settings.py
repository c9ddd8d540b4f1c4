"""Settings of the portal: no database, no sessions, no accounts; a strict content policy; nothing fetched from elsewhere."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any, Final

from csp.constants import NONE, SELF

HERE: Final = Path(__file__).parent
DAY: Final = 86_400


def _digest_of(folder: Path) -> str:
    """A short hash of every file of a folder: static addresses carry it, so that a browser may keep them for good."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()[:12]


DEBUG = False
SECRET_KEY = secrets.token_urlsafe(50)  # signs nothing that outlives the process: there are no sessions and no cookies
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *filter(None, os.environ.get("LEGATION_HOSTS", "").split(","))]

BEHIND_TLS: Final = os.environ.get("LEGATION_BEHIND_TLS") == "1"
"""Whether a server in front ends TLS; it must itself set ``X-Forwarded-Proto``, and add the reader to ``X-Forwarded-For``."""
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * DAY

LEGATION_RECORD = os.environ.get("LEGATION_RECORD", "peru")
LEGATION_MAP = os.environ.get("LEGATION_MAP", "")
"""A folder with a ministry's own ``places.csv``, ``policy.toml`` or ``layer.geojson`` for the map; empty: those that ship."""

LEGATION_API_A_MINUTE = float(os.environ.get("LEGATION_API_A_MINUTE", "240"))
"""What one reader of the API is given back in a minute, 0 for no limit; a small question costs 1, a whole table 15."""
LEGATION_API_AT_ONCE = float(os.environ.get("LEGATION_API_AT_ONCE", "120"))
"""The most that a reader can have saved up."""
LEGATION_API_SPARES_LOOPBACK = os.environ.get("LEGATION_API_SPARES_LOOPBACK", "1") != "0"
"""Whether this machine itself may ask without end."""

INSTALLED_APPS = ["django.contrib.staticfiles", "legation.office"]
DATABASES: dict[str, Any] = {}
MIDDLEWARE = [
    "legation.office.doors.ReaderAddress",
    "legation.office.doors.HeadWithoutBody",
    "legation.office.edition_asked.EditionAsked",
    "legation.office.answers_kept.KeepAnswers",
    "django.middleware.security.SecurityMiddleware",
    "legation.office.doors.ContentPolicy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "legation.office.doors.PlainHeaders",
    "legation.office.doors.ReadingOnly",
    "legation.office.same_bytes.SameBytes",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "legation.office.doors.LanguageOfPath",
    "legation.office.doors.DefaultDeny",
]
ROOT_URLCONF = "legation.office.urls"
WSGI_APPLICATION = "legation.office.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "legation.office.templatetags.office"],
        },
    }
]

USE_I18N = True
USE_TZ = True
LANGUAGE_CODE = "es"
LANGUAGES = [("es", "Español"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]

STATIC_URL = f"/static/{_digest_of(HERE / 'static')}/"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 365 * DAY

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "level": "ERROR"}},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
