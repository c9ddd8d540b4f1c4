"""People of a ministry: accounts, roles, units, clearance, and the trail of what they do."""
