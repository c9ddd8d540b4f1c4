"""Steps of the database of drafts."""
