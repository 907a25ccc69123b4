"""The version of drift, once."""

__version__ = "0.2.0"
