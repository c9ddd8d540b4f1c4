"""An authored record: claims and the acts they make, actors, instruments, sources; reading and checking a folder."""
