"""The fictional record ``demo``: a ministry of a country that does not exist, drawn by a seeded script. Nothing in it happened."""
