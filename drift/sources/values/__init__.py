"""Text -> a typed value."""
