"""Steps of the database of accounts, units and the trail."""
