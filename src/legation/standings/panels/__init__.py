"""Panels: what stood, counted for every actor or pair of actors, year by year, month by month or day by day.

``periods`` says over what; ``presence`` who was there, alone or together; ``counts`` how many standings held, certain and
possible side by side; ``sharing`` in how many bodies two sat together; ``columns`` puts them in one table of columns.
"""
