"""Vocabulary as data, dates, spans and problems: the stage everything else leans on."""
