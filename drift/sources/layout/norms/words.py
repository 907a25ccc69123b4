"""What a heading or a label of a table of norms says: a role, a metric and its direction, a level, a unit."""

import re
from functools import cache, lru_cache
from typing import Final

from drift.sources.patterns import load_rules
from drift.sources.values.amounts import unit_in
from drift.sources.words import any_of, normalise, split_brackets

LENGTH: Final = 80  # letters of a label; longer is a sentence
TIER_LENGTH: Final = 48  # letters of a level with what it is called: "P1 - Kritiek, installatie staat stil"
UNIT_LENGTH: Final = 20  # letters of a unit with what it is of: working hours, graden Celsius
# openingstijden are hours to be open, never a time to be quick
DIRECTIONS: Final = ("window", "least", "most", "either")


def _load() -> dict[str, dict[str, list[str]]]:
    return load_rules(__package__, "words")


@cache
def words_of(section: str, name: str) -> tuple[str, ...]:
    """Return a list of words of words.toml."""
    return tuple(_load()[section][name])


@cache
def _roles() -> dict[str, tuple[str, ...]]:
    roles: dict[str, tuple[str, ...]] = {}
    for role, words in _load()["headings"].items():
        for word in words:
            roles[word] = (*roles.get(word, ()), role)
    return roles


@cache
def _parts(name: str) -> re.Pattern[str]:
    return re.compile("|".join(words_of("metrics", name)))


@lru_cache(maxsize=4096)
def roles_of(text: str) -> tuple[str, ...]:
    """Return the roles that a whole heading names, with or without its brackets; none where it names none."""
    if not text or len(text) > LENGTH:
        return ()
    return _roles().get(normalise(text)) or _roles().get(split_brackets(text)[0], ())


@lru_cache(maxsize=4096)
def direction_of(text: str) -> str | None:
    """Return whether more or less of what a label names is better: most, least or window; None where it names none."""
    if not text or len(text) > LENGTH:
        return None
    plain = normalise(text)
    return next((name for name in DIRECTIONS if _parts(name).search(plain)), None)


@lru_cache(maxsize=4096)
def says_happened(text: str) -> bool:
    """Whether a label names what happened and is counted: Incidents logged, Aangemelde storingen."""
    return len(text) <= LENGTH and _parts("happened").search(normalise(text)) is not None


def compare_by(metric: str, unit: str | None) -> str:
    """Return how a number without a sign is meant, by what is measured: at most 4 hours, at least 98 %."""
    plain = normalise(metric)
    if limit := limit_in(metric):
        return limit
    if unit == "%":
        return "<=" if _parts("share_less").search(plain) and not _parts("least").search(plain) else ">="
    if unit in ("minute", "hour", "day", "working_hour", "working_day", "week", "month", "year"):
        longer = _parts("window").search(plain) or (_parts("least").search(plain) and not _parts("most").search(plain))
        return ">=" if longer else "<="
    direction = direction_of(metric)
    return "<=" if direction == "most" or (direction is None and unit == "count") else ">="


@cache
def _limits() -> re.Pattern[str]:
    return re.compile(
        "|".join(rf"(?P<s{i}>\b(?:{any_of(words)})\b)" for i, words in enumerate(_load()["limits"].values()))
    )


def limit_in(text: str) -> str | None:
    """Return the comparator that a heading names: Max. hersteltijd."""
    match = _limits().search(split_brackets(text)[0])  # Reactietijd (min) is in minutes
    return [*_load()["limits"]][int(str(match.lastgroup)[1:])] if match else None


@cache
def _tier() -> re.Pattern[str]:
    numbered, named = any_of(words_of("tiers", "numbered")), any_of(words_of("tiers", "named"))
    return re.compile(rf"(?:(?:{numbered})(?: level| niveau)? ?(?:[0-9]|[a-e]|i{{1,3}}|iv|v)|[0-9]|{named})\b(?!%)")


@cache
def _tier_within() -> re.Pattern[str]:
    numbered = any_of(word for word in words_of("tiers", "numbered") if len(word) > 1)
    return re.compile(
        rf"(?i)(?:[-–(,/]\s*)?\b(?:(?:{numbered})(?:[ -]?(?:level|niveau))?[ -]*[0-9]|p[0-5]|(?:{numbered}) [a-e])\b\)?"
    )


@lru_cache(maxsize=4096)
def is_tier(text: str) -> bool:
    """Whether a cell names a level and little besides: P1, 1 - Urgent, Severity 2, Hoog, Gold."""
    plain = normalise(text)
    return 0 < len(text) <= TIER_LENGTH and direction_of(text) is None and _tier().match(plain) is not None


@lru_cache(maxsize=4096)
def split_label(text: str) -> tuple[str, str, str | None]:
    """Split `Response time - Severity 1 (hours)` into metric, level and unit; a level of its own leaves no metric."""
    unit = unit_of(text)
    bare = " ".join(re.sub(r"(?<!\s)\s*+[(\[][^()\[\]]*[)\]]", _keep_unless_unit, text).split()) if unit else text
    if unit:
        bare = re.sub(r"(?i)(?<![ ,])[ ,]++in (?:[^\W\d_]+|%)$", "", bare)
    match = _tier_within().search(bare)
    if match is None or direction_of(bare) is None:
        return " ".join(bare.split()), "", unit
    rest = " ".join((bare[: match.start()] + " " + bare[match.end() :]).split()).strip(" -–,:/")
    if direction_of(rest) is None:
        return bare, "", unit
    return rest, match[0].strip(" -–(),/"), unit


def is_measure(text: str) -> bool:
    """Whether a label names what is measured: a time, a share, a temperature; complaints and failures are counted."""
    plain = normalise(text)
    return direction_of(text) is not None and not _parts("share_less").search(plain) and not is_other(text)


def is_other(text: str) -> bool:
    """Whether a heading tells of prices, volumes, pages or of what was reached, and of no norm."""
    return re.search(rf"\b(?:{'|'.join(words_of('numbers', 'others'))})", normalise(text)) is not None


@cache
def _days() -> re.Pattern[str]:
    days = any_of(words_of("cells", "days"))
    return re.compile(rf"(?:{days})(?:[ ,&/–-]+(?:{days}))*")


def is_leading(heading: str) -> bool:
    """Whether a heading is of what leads to a level: impact, urgency."""
    return normalise(heading) in words_of("numbers", "leading")


def is_colour(heading: str, name: str) -> bool:
    """Whether a heading is a colour of a traffic light, or says more of it: Groen, Groen (norm)."""
    return split_brackets(heading)[0] in words_of("numbers", name)


def are_days(text: str) -> bool:
    """Whether a heading names days: Ma-vr, Zaterdag, weekend."""
    return _days().fullmatch(normalise(text)) is not None


@lru_cache(maxsize=4096)
def is_unit(text: str) -> str | None:
    """Return the unit that a cell is and no more: minuten, (uur), %; a cross or a number is none."""
    plain = text.strip(" ()[].")
    return unit_in(plain) if 0 < len(plain) <= UNIT_LENGTH and (plain == "%" or plain[1:2].isalpha()) else None


def _keep_unless_unit(match: re.Match[str]) -> str:
    return "" if unit_in(match[0]) else match[0]


def unit_of(text: str) -> str | None:
    """Return the unit that a heading names in brackets or behind `in`: Hersteltijd (uren), Reactietijd in minuten."""
    inside = re.findall(r"[(\[]([^()\[\]]*)[)\]]", text) + re.findall(r"(?i)\bin ((?:[^\W\d_]+|%))\s*$", text)
    return next((unit for part in inside if (unit := unit_in(part))), None)
