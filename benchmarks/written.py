"""The clauses that the reading is learnt from: contracts that we wrote, a file each, every row with its labels.

    # contract: lifts | language: nl | hand: terse specification
    # parties: supplier=Verhagen Liften B.V.; customer=Stichting De Linde
    ## 3 Storingen
    1 supplier obligation target outcome | De opdrachtnemer herstelt een opsluiting binnen 45 minuten.

Of a row: 1 where it binds someone (p behind it: in the passive, without who does it), whom, how, to what kind of thing,
and the runner-up among the kinds or -.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "labelled" / "contracts"
PARTIES: Final = ("supplier", "customer", "both", "none")
MODALITIES: Final = ("obligation", "prohibition", "permission", "soft", "none")
KINDS: Final = ("target", "outcome", "procedure", "reporting", "governance", "penalty", "boilerplate")
_ROW: Final = re.compile(
    rf"([01])(p?) ({'|'.join(PARTIES)}) ({'|'.join(MODALITIES)}) ({'|'.join(KINDS)}) ({'|'.join(KINDS)}|-) \| (.+)"
)


@dataclass(frozen=True)
class Labels:
    """What a clause says, as the guide of docs/labelling.md has it."""

    obligation: bool
    party: str
    modality: str
    kind: str
    kind2: str  # the runner-up, or nothing


@dataclass(frozen=True)
class Written:
    """One clause of a contract that we wrote."""

    key: str  # contract and line
    contract: str
    language: str
    parties: dict[str, tuple[str, ...]]
    section: str
    text: str
    passive: bool
    labels: Labels


def read_corpus(folder: Path = FOLDER) -> list[Written]:
    """Return the clauses of all contracts, in the order of their files."""
    return [clause for path in sorted(folder.rglob("*.txt")) for clause in read_contract(path)]


def read_contract(path: Path) -> list[Written]:
    """Return the clauses of one file.

    Raises
    ------
    ValueError : a line that is none of these, with its place
    """
    language, parties, section, clauses = "", {}, "", []
    contract = f"{path.parent.name}/{path.stem}"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("# parties:"):
            parties = _read_parties(line)
        elif line.startswith("# "):
            language = line.split("language:")[1].split("|")[0].strip()
        elif line.startswith("##"):
            section = line[2:].strip()
        elif match := _ROW.fullmatch(line.strip()):
            bound, passive, party, modality, kind, kind2, text = match.groups()
            labels = Labels(bound == "1", party, modality, kind, kind2.strip("-"))
            place = f"{contract}:{number}"
            clauses.append(Written(place, contract, language, parties, section, text, passive == "p", labels))
        elif line.strip():
            raise ValueError(f"{path.name}:{number}: {line}")
    return clauses


def _read_parties(line: str) -> dict[str, tuple[str, ...]]:
    """Return {supplier: names, customer: names}; several names of one party stand with commas between."""
    told = (part.split("=", 1) for part in line.split(":", 1)[1].split(";") if "=" in part)
    return {side.strip(): tuple(name.strip() for name in names.split(",")) for side, names in told}
