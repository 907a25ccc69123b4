"""What the label of a row tells besides the name of an indicator: its norm, or that the row adds others up."""

from drift.sources.layout.kpi.words import words_of
from drift.sources.values.amounts import read_amount
from drift.sources.words import normalise


def norm_in(label: str) -> tuple[str, str] | None:
    """Split `Answered in time (Target: 90%)` into the label and its norm; None where no norm stands in it."""
    start, end = max(label.rfind("("), label.rfind("[")), max(label.rfind(")"), label.rfind("]"))
    if 0 < start < end:
        inside = label[start + 1 : end]
        amount = read_amount(inside)
        if amount and (amount.comparator or amount.unit):
            return " ".join(label[:start].split()), inside
    for sign in ("≥", "≤", ">=", "<=", ">", "<"):
        name, found, rest = label.partition(sign)
        if found and name.strip() and read_amount(sign + rest):
            return " ".join(name.split()).rstrip(" :-("), (sign + rest).rstrip(") ")
    return None


def is_total(text: str) -> bool:
    """Whether a row adds the others up: Totaal, Gemiddelde 2021; the number of all complaints is an indicator."""
    words = [word for word in normalise(text).split() if not word.isdigit()]
    return " ".join(words) in words_of("rows", "totals")
