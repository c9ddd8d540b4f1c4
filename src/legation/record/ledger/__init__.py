"""The ledger as the rest of the house sees it: entries in one canonical form, logs that prove themselves, the port."""
