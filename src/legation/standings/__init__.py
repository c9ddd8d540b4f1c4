"""What acts amount to on a date: behaviours, histories of standings, as-of answers with their reasons. No clock, no storage."""
