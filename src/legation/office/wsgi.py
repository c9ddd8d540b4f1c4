"""The portal as a WSGI application; ``LEGATION_RECORD`` names the record."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "legation.office.settings")
application = get_wsgi_application()
