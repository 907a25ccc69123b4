"""What a log of steps says besides its steps: attributes of the case, transitions of the step (start, complete)."""

from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from drift.sources.opening.columns import to_texts
from drift.sources.rows.context import Context
from drift.sources.values.categories import fold_spellings
from drift.sources.vocabulary import GENERIC, list_words, merge_values, pattern_of, translate, words_of
from drift.sources.words import normalise, split_brackets

PREFIX: Final = "case_"  # before an attribute of the case, in the rows of its events
ATTRIBUTES: Final = ("title", "priority", "category", "object", "requester", "channel", "type")
_OF_CASE: Final = ("case ", "trace ")  # before the name of an attribute, where a log in XES became a text table
COMPLETE: Final = "complete"
# what happens at the transitions of XES (IEEE 1849) that are not the end of a step
_TRANSITIONS: Final = {
    **dict.fromkeys(("schedule", "withdraw", "ate abort", "pi abort", "autoskip", "manualskip", "unknown"), "other"),
    **dict.fromkeys(("start", "resume"), "comment"),
    **dict.fromkeys(("assign", "reassign"), "assigned"),
    "suspend": "waiting",
}


def read_kinds(context: Context, status: pd.Series) -> pd.Series:
    """Return what happened at each step: by its status or activity, and by its transition where the log has one.

    In a log with start and complete a step happens when it is complete. Some tools keep a second status there
    (Completed beside Closed); where that is known it counts.
    """
    tool = context.table.heading.tool
    words = words_of("status", tool)
    kinds = translate(status, words, "other")
    if tool == "xes" or is_activity(context.table.title("status")):
        kinds = kinds.where(kinds.ne("other"), _search(status).fillna("other"))
    if not context.table.has("lifecycle"):
        return kinds
    lifecycle = context.texts("lifecycle")
    steps = translate(lifecycle, {word: word for word in (*_TRANSITIONS, COMPLETE)})
    if steps.eq(COMPLETE).any():
        kinds = translate(steps, _TRANSITIONS).fillna(kinds)
    second = translate(lifecycle.where(steps.isna()), words)
    return second.where(second.ne("other"), kinds).fillna(kinds)


def is_activity(heading: str) -> bool:
    """Whether a heading says that what stands below it was done, a step of a case."""
    return merge_values("step_heading").get(normalise(heading)) == "activity"


def _search(texts: pd.Series) -> pd.Series:
    """Return what the name of an activity says happened: `Resolve ticket`, `Melding sluiten`."""
    words, pattern = merge_values("activity"), pattern_of("activity")
    found = {text: pattern.findall(normalise(text)) for text in texts.dropna().unique()}
    return texts.map({text: words[those[-1]] for text, those in found.items() if those}).astype("str")


def read_attributes(context: Context) -> tuple[dict[str, pd.Series], frozenset[str]]:
    """Return what each row says of its case, by the names of ATTRIBUTES after PREFIX; and the headings it stood under.

    Whether it is of the case or of the step is told by whether it changes within a case, once all steps are read.
    """
    table = context.table
    columns: dict[str, pd.Series] = {}
    titles = []
    for name, (i, title) in find_attributes(context).items():
        texts = to_texts(table.cells_of(i), context.nulls)
        if name == "requester":
            columns[PREFIX + name] = context.people.hide(texts, name)
        elif name == "type":
            columns[PREFIX + name] = translate(texts, words_of("type", table.heading.tool))
        else:
            columns[PREFIX + name] = texts if name == "title" else fold_spellings(texts)[0]
        titles.append(title)
    if titles:
        context.tell("note.case_attributes", headings=", ".join(titles))
    return columns, frozenset(titles)


def find_attributes(context: Context) -> dict[str, tuple[int, str]]:
    """Return the column, 0 = A, and the heading of each attribute of the case that a log of steps tells."""
    ranked = sorted(
        (rank, i, field, title)
        for i, title in list_unused(context)
        for field, rank in _meanings(title, context.table.heading.tool).items()
    )
    found: dict[str, tuple[int, str]] = {}
    for _, i, field, title in ranked:
        if field not in found and all(i != column for column, _ in found.values()):
            found[field] = (i, title)
    return found


def list_unused(context: Context) -> Iterator[tuple[int, str]]:
    """Yield column, 0 = A, and heading of every column that no field has."""
    cells, heading = context.table.cells, context.table.heading
    taken = set(heading.columns.values())
    for i in range(cells.n_columns if heading.row else 0):
        title = cells.texts(i)[heading.row - 1].as_py()
        if title and i not in taken:
            yield i, " ".join(title.split())


def _meanings(title: str, tool: str) -> Mapping[str, int]:
    """Return the attributes that a heading may mean, with its rank among the headings of each."""
    names = [normalise(title), split_brackets(title)[0]]
    names += [name.removeprefix(prefix) for name in names for prefix in _OF_CASE if name.startswith(prefix)]
    found: dict[str, int] = {}
    own = merge_values("case_attribute")
    for name in names:
        if name in own:
            found.setdefault(own[name], 0)
        for word in list_words().get(name, ()):
            if word.table == "incidents" and word.field in ATTRIBUTES and word.tool in (tool, GENERIC):
                found.setdefault(word.field, word.rank + 1)
    return found
