"""Where the tables of a KPI report stand in a sheet, and what their columns are."""
