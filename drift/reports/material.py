"""What every file of a report is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from drift.analysed import Analysis
from drift.charts.shown import Shown, show_measures
from drift.reports.edition.share import share
from drift.reports.edition.steps import DIGITS
from drift.reports.edition.tell import tell_edition
from drift.terms import LANGUAGES, Edition, Language
from drift.wording import Wording


@dataclass(frozen=True)
class Material:
    """An analysis as one edition tells it in one language."""

    analysis: Analysis  # of the shared edition: without what is of one side
    shown: Shown
    say: Wording
    edition: Edition = "ours"
    told: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)  # what is to be told of the edition

    @property
    def about(self) -> tuple[str, ...]:
        """What is to be told of the edition, in the language of the material."""
        return self.told.get(self.say.language, ())


def gather(analysis: Analysis, say: Wording, edition: Edition = "ours") -> Material:
    """Gather the material of a report on an analysis, of which the shared edition takes a part."""
    if edition == "ours":
        return Material(analysis, show_measures(analysis.measured), say)
    shared = share(analysis)
    shown = show_measures(shared.measured)
    rounded = replace(shown, frames={name: frame.round(DIGITS) for name, frame in shown.frames.items()})
    told: dict[Language, tuple[str, ...]] = {one: tuple(tell_edition(analysis, Wording(one))) for one in LANGUAGES}
    return Material(shared, rounded, say, edition, told)


def translate(material: Material, language: Language) -> Material:
    """Return the same material in another language."""
    return replace(material, say=Wording(language))
