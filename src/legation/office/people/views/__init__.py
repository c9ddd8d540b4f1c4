"""Pages of accounts, units and the trail."""
