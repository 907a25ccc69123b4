"""What KPI reports said of the norms, beside what the tickets say of the same period."""
