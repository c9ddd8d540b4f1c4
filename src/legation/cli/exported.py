"""What can be exported whole."""

from __future__ import annotations

from enum import StrEnum


class Exported(StrEnum):
    """What can be exported whole."""

    ACTS = "acts"
    CLAIMS = "claims"
    STANDINGS = "standings"
    MEASURES = "measures"
    ACTORS = "actors"
    SOURCES = "sources"
    DOCKET = "docket"
    INSTRUMENTS = "instruments"
    SPELLS = "spells"
    WORDS = "words"
    EVALUATION = "evaluation"
    ASSERTIONS = "assertions"
    EXPECTATIONS = "expectations"
    SCORECARDS = "scorecards"
    SCORECARD_LINES = "scorecard_lines"
    CRITERIA = "criteria"
    DUTIES = "duties"
    PLAN = "plan"
    PLAN_NODES = "plan_nodes"
    PLAN_INDICATORS = "plan_indicators"
    PLAN_TARGETS = "plan_targets"
    PLAN_RESULTS = "plan_results"
    BUDGET = "budget"
    ALL = "all"
