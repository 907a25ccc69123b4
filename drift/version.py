"""The version of drift, once."""

__version__ = "0.1.0"
