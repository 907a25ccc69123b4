"""A file that is refused: the code of wording that says why, and its values."""


class RefusedError(Exception):
    """A file is not read; `code` and `values` say why and what to do."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values
