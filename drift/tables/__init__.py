"""Cells -> checked Parquet tables in one store; no statistics."""
