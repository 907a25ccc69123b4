"""Word lists and patterns of the reading of clauses; `drift.sources.patterns` tells how they are written."""

from __future__ import annotations

from functools import partial

from drift.sources import patterns
from drift.sources.patterns import fill_in, join_lines

__all__ = ["fill_in", "join_lines", "load_patterns", "load_rules", "load_words"]

load_rules = partial(patterns.load_rules, __name__)
load_words = partial(patterns.load_words, __name__)
load_patterns = partial(patterns.load_patterns, __name__)
