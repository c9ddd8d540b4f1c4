"""``python -m legation``."""

from legation.cli.main import app

app()
