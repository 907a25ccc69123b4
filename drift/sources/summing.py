"""Notes that many sheets of one file share, told once: twelve months need no twelve sentences."""

from typing import Final

from drift.errors import Address, Note

SUMMED: Final = frozenset(
    {"note.no_ids", "note.no_ids_repeated",
     "note.no_type", "note.unused", "note.no_clock", "note.serials", "note.dates_mixed",
     "note.several_persons", "note.zone_converted", "note.zone_ignored", "note.sla_left", "note.sides_unknown",
     "note.cancelled"}
)  # fmt: skip


def join_notes(notes: list[Note]) -> list[Note]:
    """Return notes of which those that several sheets share stand once, at the file, their counts added up."""
    joined: dict[tuple[object, ...], Note] = {}
    for i, note in enumerate(notes):
        words = tuple(sorted((name, value) for name, value in note.values.items() if not isinstance(value, int)))
        key: tuple[object, ...] = (note.code, words) if note.code in SUMMED else (i,)
        before = joined.get(key)
        joined[key] = _add(before, note) if before else note
    return list(joined.values())


def _add(one: Note, other: Note) -> Note:
    values = {
        name: value + other.values[name] if isinstance(value, int) else value  # type: ignore[operator]  # notes of one code have counts in the same places
        for name, value in one.values.items()
    }
    return Note(one.code, values, one.at if one.at in (other.at, None) else Address(one.at.file))
