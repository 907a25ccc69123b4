"""Of the annex: what KPI reports said beside the tickets, and what was agreed beside what people named."""
