"""KPI reports: a record a period and indicator, with the norm, the result and the verdict as the report tells them."""
