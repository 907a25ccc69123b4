"""A made-up relation as a folder of files, as people would have them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from drift.errors import UsageError
from drift.project import CONFIG
from drift.writing.faults import tell_fault
from drift.writing.placing import put_in_place
from drift.writing.temporary import TemporaryFolder, remove_leftovers

if TYPE_CHECKING:
    from collections.abc import Callable

    from drift.samples.relation import Relation

TRUTH: Final = "truth.json"
README: Final = "README.md"
PEOPLE: Final = "people.xlsx"
LONG_STORY: Final = 48  # months from which on the base may be longer


def write_relation(relation: Relation, folder: Path, name: str | None = None) -> list[Path]:
    """Write the files of a relation into a folder; all of them or none.

    name : what drift.toml calls it, where it is one of several

    Returns
    -------
    paths of the files, sorted; equal relations give equal bytes

    Raises
    ------
    UsageError : the folder holds files that are no made-up relation
    OutputError : the folder cannot be written
    """
    claim_folder(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFolder(folder) as beside:
            made = beside / "made"
            _write(relation, made, name or relation.story.scene.relation)
            names = sorted(path.relative_to(made) for path in made.rglob("*") if path.is_file())
            # the truth first: by it a run that was cut off is known as ours, and may be written again
            put_in_place(made, folder, sorted(names, key=lambda name: name != Path(TRUTH)))
    except OSError as fault:
        raise tell_fault(fault, folder) from fault
    return [folder / name for name in names]


def claim_folder(folder: Path) -> None:
    """Refuse a folder that holds what is not ours; what a killed run left in it is removed."""
    if folder.exists() and not folder.is_dir():
        raise UsageError("error.not_folder", path=str(folder))
    remove_leftovers(folder)
    if folder.is_dir() and any(folder.iterdir()) and not is_ours(folder):
        raise UsageError("error.not_empty", path=str(folder))


def is_ours(folder: Path) -> bool:
    """Whether a folder holds what this module wrote: then it may be written again."""
    try:
        return bool(json.loads((folder / TRUTH).read_text(encoding="utf-8"))["made_up"])
    except (OSError, ValueError, TypeError, KeyError):
        return False


def _write(relation: Relation, folder: Path, name: str) -> None:
    from drift.samples.files.governance_sheets import write_papers
    from drift.samples.files.told_slips import tell_slips
    from drift.samples.files.workbooks import write_versions
    from drift.samples.truth import tell_truth

    write_versions(relation, folder)
    write_papers(relation, folder)
    for write in _list_writers(relation.story.scene.facts["tool"]):
        write(relation, folder)
    _write_people(relation, folder / PEOPLE)
    _write_text(folder / CONFIG, to_config(relation, name))
    _write_text(folder / README, to_readme(relation))
    _write_text(folder / TRUTH, _to_json({**tell_truth(relation), **tell_slips(relation), "relation": name}))


def _list_writers(tool: str) -> list[Callable[[Relation, Path], None]]:
    """Return what writes tickets, meetings and reports where people keep their tickets in a tool."""
    if tool == "servicenow":
        from drift.samples.files.kpi_months import write_months
        from drift.samples.files.metro_meetings import write_metro_meetings
        from drift.samples.files.servicenow import write_servicenow

        return [write_servicenow, write_metro_meetings, write_months]
    from drift.samples.files.exports import write_exports
    from drift.samples.files.kpi_reports import write_reports
    from drift.samples.files.meeting_files import write_meetings

    return [write_exports, write_meetings, write_reports]


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _to_json(truth: dict[str, Any]) -> str:
    """Return the truth with a line for each month and each pair: readable, and small."""
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    return text.replace("\n    ", " ").replace("\n   }", " }") + "\n"


def _write_people(relation: Relation, path: Path) -> None:
    from drift.samples.files.sheets import open_book

    scene = relation.story.scene
    words = scene.papers["sheets"]["people"]
    title = f"{words['name']} {scene.relation}"
    with open_book(path, title, scene) as book:
        sheet = book.add(words["name"], title, (28, 16, 20, 14, 12, 12, 32))
        sheet.skip()
        sheet.row(words["heads"], "head")
        for person in relation.cast.people:
            sheet.row([person.name, scene.say("sides", person.side), scene.say("functions", person.function),
                       scene.say("levels", person.level), person.from_on, person.to_on, person.role])  # fmt: skip
        sheet.row([scene.facts["robot"], scene.say("sides", "supplier"), scene.say("functions", "robot")])


def to_config(relation: Relation, name: str) -> str:
    """Return the drift.toml that an analyst would have made."""
    story, scene = relation.story, relation.story.scene
    base = scene.facts["base"]
    base_to = base["to"] if story.months >= LONG_STORY else base["short_to"]
    told = scene.read("config.txt").format(made_up=scene.made_up, relation=name, base_to=base_to)
    for on, what in _milestones(relation):
        told += f'\n[[milestone]]\non = {on}\nwhat = "{what}"\n'
    return told


def _milestones(relation: Relation) -> list[tuple[str, str]]:
    story, when = relation.story, relation.story.schedule
    said = story.scene.facts["milestones"]
    milestones = [(f"{one['on']}", one["what"]) for one in said["dated"] if story.months > one["after_months"]]
    if story.paper_grows:
        milestones.append((f"{story.day(when.procurement)}", said["procurement"]))
    if story.slides:
        milestones.append((f"{story.day(when.table, when.table_day)}", said["table"]))
        milestones.append((f"{story.day(when.repair)}", said["repair"]))
    return sorted(milestones)


def to_readme(relation: Relation) -> str:
    """Return what stands beside the files."""
    story, scene = relation.story, relation.story.scene
    option = story.scenario.replace(" ", "-")
    told = {"scenario": story.scenario, "months": story.months, "seed": relation.seed, "option": option}
    return scene.read("readme.txt").format(relation=scene.relation, made_up=scene.made_up, **told)
