"""What a reader process said that none of ours says; light, since readers start before what reads their answers."""


class GarbledError(Exception):
    """An answer that no reader process of ours gives."""
