"""Scorecards: what is known of each guideline, field, period or objective on a day, with its lights, trends and gaps."""
