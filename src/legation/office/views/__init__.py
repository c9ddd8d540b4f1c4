"""One page a file: each view asks the core and hands what a template shows to it."""
