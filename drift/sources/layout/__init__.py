"""Cells -> the tables of a sheet."""
