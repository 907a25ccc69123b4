"""The operation: engagement, outcomes, context."""
