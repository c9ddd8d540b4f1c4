"""Desks: what is filed, reviewed and sealed."""
