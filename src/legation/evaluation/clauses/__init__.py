"""Rights and duties that treaties give, clause by clause: who holds them towards whom, whether they stand and are exercised."""
