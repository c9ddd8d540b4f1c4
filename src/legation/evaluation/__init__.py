"""What was undertaken, and whether it was done: plans and budgets, held against acts and figures as known on a day."""
