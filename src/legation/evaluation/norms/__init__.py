"""Norms as dated data, and the duties that they create. A person decides; nothing here is a verdict."""
