"""The pages, a file a subject."""

from flask import Blueprint

from drift.app.views import forgetting, people, project, questions, report, sheets, start

__all__ = ["list_views"]


def list_views() -> list[Blueprint]:
    """Return the parts of the site."""
    return [one.views for one in (start, project, sheets, people, report, questions, forgetting)]
