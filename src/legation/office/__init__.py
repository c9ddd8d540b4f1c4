"""The web: the portal on which anyone sets a date and follows every answer to its source. The only code that knows Django."""
