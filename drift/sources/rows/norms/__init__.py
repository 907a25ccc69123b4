"""The norms of a table, a norm a cell, and a clause a row of it."""
