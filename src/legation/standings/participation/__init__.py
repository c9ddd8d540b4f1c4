"""Who is bound by a treaty, towards whom, on any day: consents, then the treaty, then each participant, then pairs."""
