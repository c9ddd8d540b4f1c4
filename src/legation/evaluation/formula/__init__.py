"""The formula language: small, typed, over standings, acts and figures. Parsed by a grammar, evaluated over a record as known."""
