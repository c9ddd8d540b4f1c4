"""The plan of a ministry: a tree from objective to operational activity, its targets, results and money, as known on a day."""
