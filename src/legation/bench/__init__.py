"""The engine beside its peers: the same questions, in one run, agreement first."""
