"""The first letter of a sentence, where it begins a line or stands after a colon."""


def capitalise(sentence: str) -> str:
    """Return a sentence with a capital."""
    return sentence[:1].upper() + sentence[1:]


def lower(sentence: str) -> str:
    """Return a sentence without its capital, to stand after a colon; a name in capitals keeps its own."""
    return sentence if sentence[1:2].isupper() else sentence[:1].lower() + sentence[1:]
