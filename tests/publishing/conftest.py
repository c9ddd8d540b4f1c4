"""The portal in this process, set up once."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "legation.office.settings")
django.setup()
