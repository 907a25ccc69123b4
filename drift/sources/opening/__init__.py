"""Bytes -> cells: what a file is, and the process that reads it."""
