"""From contract.toml to the versions of the contract: which clauses each has, and under which number."""

from __future__ import annotations

from functools import cache
from typing import Any

from drift.samples.contract_text import Clause, Paper, Version
from drift.samples.scenes.scene import Scene


def _versions(scene: Scene) -> tuple[Version, ...]:
    return tuple(
        Version(entry["name"], entry["effective_on"], entry["author"], entry["changes"], entry.get("draft", False),
                entry["layout"], entry["file"])
        for entry in scene.contract["version"]
    )  # fmt: skip


@cache
def write_paper(scene: Scene, names: tuple[str, ...]) -> Paper:
    """Return the contract of a relation: the versions of these names, as plots.py lists them.

    Where a version is renumbered all clauses get new numbers; else one keeps its own as long as it keeps its chapter.
    """
    versions = tuple(version for version in _versions(scene) if version.name in names)
    clauses: dict[str, tuple[Clause, ...]] = {}
    gone: dict[str, tuple[Clause, ...]] = {}
    numbers: dict[str, tuple[str, int, int]] = {}  # of each clause: chapter, its number, its place
    used: dict[str, int] = {}
    for version in versions:
        if version.name in scene.contract["renumbered"]:
            numbers, used = {}, {}
        before = dict(numbers)
        numbered = [clause for entry in _in(scene, version, versions)
                    for clause in [_number(scene, entry, version, numbers, used)]]  # fmt: skip
        previous = next((one for one in reversed(versions[: versions.index(version)]) if not one.draft), None)
        here = {clause.key for clause in numbered}
        clauses[version.name] = tuple(sorted(numbered, key=_order))
        lost = clauses[previous.name] if previous else ()
        gone[version.name] = tuple(clause for clause in lost if clause.key not in here)
        if version.draft:  # numbers of a draft bind nobody
            numbers = before
            used = {chapter: max(n for c, _, n in before.values() if c == chapter) for chapter, _, _ in before.values()}
    return Paper(versions, clauses, gone, scene)


def _order(clause: Clause) -> tuple[int, int]:
    chapter, place = clause.number.split(".")
    return int(chapter), int(place)


def _in(scene: Scene, version: Version, versions: tuple[Version, ...]) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return the clauses of a version with the chapter each stands in."""
    order = [one.name for one in versions]
    chapters = {chapter["key"]: chapter for chapter in scene.contract["chapter"]}
    now, entries = order.index(version.name), []
    for chapter in scene.contract["chapter"]:
        for entry in chapter["clauses"]:
            since, until = entry["since"], entry.get("until")
            if since not in order or order.index(since) > now or (until in order and order.index(until) <= now):
                continue
            home = _latest(entry.get("moved", {}), order, now) or entry.get("home", chapter["key"])
            entries.append((entry, chapters[home]))
    return entries


def _latest(values: dict[str, Any], order: list[str], now: int) -> Any:
    """Return the value of the latest version up to now that has one."""
    named = [name for name in order[: now + 1] if name in values]
    return values[named[-1]] if named else None


def _number(
    scene: Scene,
    placed: tuple[dict[str, Any], dict[str, Any]],
    version: Version,
    numbers: dict[str, tuple[str, int, int]],
    used: dict[str, int],
) -> Clause:
    entry, chapter = placed
    order = [one.name for one in _versions(scene)]
    now, key = order.index(version.name), entry["key"]
    if numbers.get(key, ("",))[0] != chapter["key"]:
        used[chapter["key"]] = used.get(chapter["key"], 0) + 1
        numbers[key] = (chapter["key"], _latest(chapter["number"], order, now), used[chapter["key"]])
    _, first, place = numbers[key]
    norm = entry.get("norm", {})
    value = _latest(norm.get("values", {}), order, now)
    text = _latest(entry.get("wording", {}), order, now) or entry["text"]
    return Clause(
        key,
        f"{first}.{place}",
        chapter["key"],
        chapter["title"],
        text.replace("{n}", f"{value:g}".replace(".", scene.facts["decimal"])) if value is not None else text,
        entry["kind"],
        value,
        norm.get("unit"),
        norm.get("metric"),
        norm.get("comparator"),
        tuple(entry["grid"]) if "grid" in entry else None,
    )


def list_origins(scene: Scene) -> dict[str, tuple[str, ...]]:
    """Return the keys of the clauses that one was split or merged from."""
    clauses = [entry for chapter in scene.contract["chapter"] for entry in chapter["clauses"]]
    return {entry["key"]: tuple(entry["comes_from"]) for entry in clauses if "comes_from" in entry}
