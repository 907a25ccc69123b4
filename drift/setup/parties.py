"""What drift init proposes for the names of both parties: those that clauses tell, and those whose side it asks."""

from __future__ import annotations

from collections.abc import Iterator

from drift.contract.naming import Named, find_named
from drift.contract.parties import SIDES, to_names
from drift.project import Project
from drift.setup.guarded import Guarded
from drift.setup.toml_text import one_line
from drift.sources.readings import Readings

ASKED = 6  # names whose side is asked


def propose_parties(project: Project, readings: Readings, say: Guarded) -> list[list[str]]:
    """Return the block [parties], all of it behind #: whose name it is, somebody has to say. None where no name is."""
    texts = [str(text) for frame in readings.frames["clauses"] for text in frame["text"].dropna()]
    named = find_named(texts, to_names(project.settings.parties.model_dump()))
    lines = [*_list_told(named, say), *_list_asked(named, say)]
    return [[f"# [parties]  # {say('proposal.parties')}", *lines]] if lines else []


def _list_told(named: list[Named], say: Guarded) -> Iterator[str]:
    for side in SIDES:
        own = [one for one in named if one.side == side]
        if own:
            names = ", ".join(say.quote(one.name, "name") for one in own)
            yield f"# {side} = [{names}]  # {say('proposal.party_told', n=sum(one.n for one in own))}"


def _list_asked(named: list[Named], say: Guarded) -> Iterator[str]:
    for one in [one for one in named if one.side is None][:ASKED]:
        yield f"# {one_line(say('proposal.party_acts', n=one.n, name=one.name))}"
