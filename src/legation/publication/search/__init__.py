"""Finding things by words: one index of a record in both languages, and questions of a closed grammar."""
