"""What a side, a function and a level are called in the files."""

from __future__ import annotations

from typing import Final

SIDE: Final = {"customer": "opdrachtgever", "supplier": "opdrachtnemer"}
FUNCTION: Final = {
    "operations": "uitvoering",
    "procurement": "inkoop",
    "contract management": "contractmanagement",
    "management": "directie",
    "robot": "robot",
}
LEVEL: Final = {"operational": "operationeel", "tactical": "tactisch", "strategic": "strategisch"}
