"""The commands, one file each; the function has the name of its file."""
