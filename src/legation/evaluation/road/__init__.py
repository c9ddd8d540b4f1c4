"""The road at home: the domestic way of a treaty, as dated data; and how far a treaty has come on it."""
