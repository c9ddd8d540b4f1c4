"""How outside data sets come in: one strict reader per publisher, every field read, declined by name or reported."""
