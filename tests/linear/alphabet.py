"""What a text must repeat to keep a regular expression busy: tokens from the expression's own parse tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import _constants as codes
from re import _parser as parser

SAMPLES = (*"a1 _Aé%-.\n€(", "\u0301")  # one sign of each class, tried in this order
ALWAYS = (" ", "\n", "1", "a", "A", ".", "a ", "1 ", "1.", "a.", "(", "-", "e\u0301")
LONG = 250  # from so many repeats on a bounded repeat may cost like one without a bound
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_ASSERTS = (codes.ASSERT, codes.ASSERT_NOT)


def parse(pattern: re.Pattern) -> Iterable:
    """Return the parse tree of an expression; one for bytes as one for text."""
    text = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    return parser.parse(text, pattern.flags)


def is_bounded(pattern: re.Pattern) -> bool:
    """Return whether an expression looks at so many signs from any place and no more: linear whatever it meets."""
    return not any(True for _ in _walk_repeats(parse(pattern)))


def _walk_repeats(tree: Iterable) -> Iterator[tuple]:
    for operator, value in tree:
        if operator in _REPEATS and value[1] >= LONG:
            yield operator, value
        for part in _parts(operator, value):
            yield from _walk_repeats(part)


def _parts(operator, value) -> list:
    """Return the sequences inside a node."""
    if operator in _REPEATS:
        return [value[2]]
    if operator is codes.BRANCH:
        return value[1]
    if operator is codes.SUBPATTERN:
        return [value[3]]
    if operator in _ASSERTS:
        return [value[1]]
    if operator is codes.ATOMIC_GROUP:
        return [value]
    if operator is codes.GROUPREF_EXISTS:
        return [part for part in value[1:] if part]
    return []


def list_tokens(pattern: re.Pattern, *, from_: int = LONG) -> list[str]:
    """Return what to repeat: what each long repeat takes, what stands before it, both, and plain signs.

    What stands before a repeat begins a match again and again; what the repeat takes makes each try long.

    from_: so many repeats are long
    """
    tree = parse(pattern)
    tokens: dict[str, None] = dict.fromkeys(ALWAYS)
    for before, bodies in _find_long(tree, "", from_):
        starts = {before, before.strip()}
        tokens |= dict.fromkeys(bodies)
        for body in bodies[:4]:
            tokens |= dict.fromkeys(start + body for start in starts)
        tokens |= dict.fromkeys(start + end for start in starts for end in ("", " ", ", ", "\n"))
    return [token for token in tokens if token]


def list_prefixes(pattern: re.Pattern) -> list[str]:
    """Return what may stand once in front of the repeated tokens: what leads to each long repeat."""
    tree = parse(pattern)
    return [*dict.fromkeys(before for before, _ in _find_long(tree, "", LONG) if before)]


def _find_long(tree: Iterable, before: str, from_: int) -> Iterator[tuple[str, list[str]]]:
    """Yield, for each long repeat, a sample of what leads to it and samples of what it takes."""
    for operator, value in tree:
        if operator in _REPEATS and value[1] >= from_:
            yield before, _members(value[2])
        if operator is codes.BRANCH:
            for part in value[1]:
                yield from _find_long(part, before, from_)
        else:
            for part in _parts(operator, value):
                yield from _find_long(part, before, from_)
        before += _sample([(operator, value)])


def _members(tree: Iterable) -> list[str]:
    """Return samples of a sequence: one member of each class, each alternative."""
    tree = [*tree]
    if len(tree) == 1:
        operator, value = tree[0]
        if operator is codes.IN:
            return _of_class(value)
        if operator is codes.SUBPATTERN:
            return _members(value[3])
        if operator is codes.BRANCH:
            return [one for part in value[1] for one in _members(part)]
        if operator is codes.ANY:
            return ["a", " ", "1", "."]
        if operator is codes.NOT_LITERAL:
            return [sign for sign in SAMPLES if ord(sign) != value][:4]
    heads = [_sample(tree)]
    if tree and tree[0][0] is codes.BRANCH:
        heads = [_sample(part) + _sample(tree[1:]) for part in tree[0][1][1]]
    return [one for one in heads if one]


def _of_class(items: list) -> list[str]:
    """Return a member of each part of a class; of a negated one what it holds of common signs."""
    if items and items[0][0] is codes.NEGATE:
        refused = re.compile(_class_text(items[1:]))
        return [sign for sign in SAMPLES if not refused.match(sign)][:6]
    return [*dict.fromkeys(_one_of(operator, value) for operator, value in items)]


def _one_of(operator, value) -> str:
    if operator is codes.LITERAL:
        return chr(value)
    if operator is codes.RANGE:
        return chr(value[0])
    return next((sign for sign in SAMPLES if re.match(_category(value), sign)), "a")


_CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}


def _category(value) -> str:
    return _CATEGORIES[value]


def _class_text(items: list) -> str:
    parts = []
    for operator, value in items:
        if operator is codes.LITERAL:
            parts.append(re.escape(chr(value)))
        elif operator is codes.RANGE:
            parts.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        else:
            parts.append(_category(value))
    return f"[{''.join(parts)}]"


def _sample(tree: Iterable) -> str:
    """Return a short text that a sequence matches, as far as its own signs tell."""
    return "".join(_sample_node(operator, value) for operator, value in tree)


def _sample_node(operator, value) -> str:
    if operator is codes.LITERAL:
        return chr(value)
    if operator is codes.NOT_LITERAL:
        return next(sign for sign in SAMPLES if ord(sign) != value)
    if operator is codes.IN:
        return next(iter(_of_class(value)), "a")
    if operator is codes.ANY:
        return "a"
    if operator in _REPEATS:
        return _sample(value[2]) * value[0]
    if operator in _ASSERTS or operator is codes.AT or operator is codes.GROUPREF:
        return ""
    if operator is codes.BRANCH:
        return _sample(value[1][0])
    parts = _parts(operator, value)
    return _sample(parts[0]) if parts else ""
