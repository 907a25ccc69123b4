"""The first letter and the end of a sentence in its place, and spellings of a name that are one."""


def capitalise(sentence: str) -> str:
    """Return a sentence with a capital."""
    return sentence[:1].upper() + sentence[1:]


def lower(sentence: str) -> str:
    """Return a sentence without its capital, to stand after a colon; a name in capitals keeps its own."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]


def as_title(sentence: str) -> str:
    """Return a sentence as it stands above a page: with a capital, without a full stop."""
    return capitalise(sentence.removesuffix("."))


def fold_spelling(text: str) -> str:
    """Return what all spellings of a name share that differ in case and blanks alone."""
    return " ".join(text.casefold().split())
