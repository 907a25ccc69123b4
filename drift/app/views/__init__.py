"""The pages, a file a subject."""

from flask import Blueprint

from drift.app.views import forgetting, outcome, people, project, questions, rehearsing, report, sheets, start

__all__ = ["list_views"]


def list_views() -> list[Blueprint]:
    """Return the parts of the site."""
    parts = (start, project, sheets, people, report, questions, outcome, rehearsing, forgetting)
    return [one.views for one in parts]
