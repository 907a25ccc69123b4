"""The proposed drift.toml: each guess as a setting, with its evidence and its alternatives as comments beside it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from fnmatch import fnmatch
from glob import escape
from typing import Final, get_args

from drift.project import Project
from drift.setup.guarded import Guarded
from drift.setup.language import guess_language
from drift.setup.parties import propose_parties
from drift.setup.toml_text import one_line, quote, wildcard
from drift.setup.unknown import beside_others, is_written, name_sheet, propose_unknown
from drift.sources.layout.heading import Heading
from drift.sources.people import MASK
from drift.sources.readings import Readings
from drift.sources.relations.notes import NAMES_TOLD
from drift.sources.rows.clauses.contracts import Version
from drift.terms import BASE_MONTHS, CUT_DAYS, DocumentRole

HIDDEN: Final = re.compile(r'(?:files|sheet) = "[^"]*\?')  # a pattern in which letters of a name are left out


@dataclass
class Guess:
    """One table of a file group: which files and sheet, what it was taken for, how often."""

    pattern: str
    heading: Heading
    sheet: str | None  # None: the only sheet of its files
    files: list[str] = field(default_factory=list)
    rows: set[int] = field(default_factory=set)  # heading rows seen
    shared: bool = False  # its sheet holds another table as well: a setting for the whole sheet would take that away

    @property
    def limits(self) -> bool:
        """Whether its setting leaves out the sheets of its files that no setting names."""
        return self.sheet is not None and not self.shared and self.heading.table != "governance"


def propose(project: Project, readings: Readings, say: Guarded) -> str:
    """Return a whole drift.toml for a folder that has none."""
    lines = [f"# {line}" for line in say("proposal.head").split("\n")]
    lines += ["schema = 1", "", *_general(project, readings, say)]
    for _, block in _blocks(readings, say):
        lines += ["", *block]
    for block in (*propose_unknown(readings, say), *propose_parties(project, readings, say)):
        lines += ["", *block]
    lines += ["", *(f"# {line}".rstrip() for line in say("proposal.milestone").split("\n"))]
    if any(HIDDEN.search(line) for line in lines):
        lines.insert(2, f"# {say('proposal.hidden')}")
    return "\n".join(lines) + "\n"


def propose_new(project: Project, readings: Readings, say: Guarded, written: str) -> str:
    """Return what existing settings do not speak of yet, to be added at their end; the choices in them stay.

    written : the settings as text, what is behind # too
    """
    settings = project.settings
    known = [*(entry.files for entry in settings.document), *(entry.files for entry in settings.source)]
    blocks = [
        block
        for files, block in _blocks(readings, say)
        if not any(fnmatch(file, pattern) for file in files for pattern in known)
    ]
    blocks += [block for block in propose_unknown(readings, say) if not is_written(block, written)]
    blocks += propose_parties(project, readings, say) if "[parties]" not in written else []
    if not blocks:
        return ""
    return "\n".join(["", f"# {say('proposal.added')}", *(line for block in blocks for line in ["", *block])]) + "\n"


def _general(project: Project, readings: Readings, say: Guarded) -> list[str]:
    guess = guess_language(readings, say.language)
    shares = {kind: say.percent(share) for kind, share in guess.dutch_share.items()}
    evidence = ", ".join(f"{say(f'proposal.words_{kind}')} {share}" for kind, share in shares.items())
    why = say("proposal.language", evidence=evidence) if evidence else say("proposal.language_none")
    return [
        *_relation(project, say),
        *_relations(readings, say),
        f"language = {quote(guess.language)}  # {why}",
        f"zone = {quote(project.settings.zone)}  # {say('proposal.zone')}",
        f'# base = ["2021-01", "2021-12"]  # {say("proposal.base", n=BASE_MONTHS)}',
        f"# cut_days = {CUT_DAYS}  # {say('proposal.cut_days')}",
    ]


def _relation(project: Project, say: Guarded) -> list[str]:
    """Propose the name of the relation; where it is a person's, what may be shown instead."""
    if say.gate.notes:
        return [_alias(say)]
    return [f"relation = {say.quote(project.name, 'relation')}  # {say('proposal.relation')}"]


def _alias(say: Guarded) -> str:
    return f"# alias = {quote(say('proposal.alias_name', n=1))}  # {say('proposal.alias')}"


def _relations(readings: Readings, say: Guarded) -> list[str]:
    """Ask which of several customers or contracts the report is about; where they are persons, as whom to show it."""
    lines = []
    for one in readings.relations:
        names = ", ".join(name for name, _ in one.names[:NAMES_TOLD])
        why = say("proposal.relation_column", n=len(one.names), names=" ".join(names.split()))
        lines.append(f"# relation_column = {say.quote(one.heading, 'heading')}  # {why}")
    persons = any(MASK in say.gate.mask(name) for one in readings.relations for name, _ in one.names)
    return [*lines, _alias(say)] if persons and not say.gate.notes else lines


def _blocks(readings: Readings, say: Guarded) -> list[tuple[list[str], list[str]]]:
    """Return each block of the proposal with the files it speaks of."""
    documents: dict[str, list[Version]] = {}
    for version in readings.versions:
        documents.setdefault(version.document, []).append(version)
    files = [version.file for version in readings.versions]
    blocks = [
        (own, _document(name, [one for one in versions if one.file in own], pattern, say))
        for name, versions in sorted(documents.items())
        for pattern, own in cover_alone([one.file for one in versions], files).items()
    ]
    groups = _group(readings)
    sources = [(guess.files, _source(guess, say)) for guess in groups]
    beside = beside_others(readings, {file for guess in groups if guess.limits for file in guess.files})
    return [
        *blocks,
        *sources,
        *((files, name_sheet(pattern, sheet, say)) for (pattern, sheet), files in beside.items()),
    ]


def _document(name: str, versions: list[Version], pattern: str, say: Guarded) -> list[str]:
    dates = sorted(version.effective_on for version in versions if version.effective_on)
    span = f"{dates[0].isoformat()} … {dates[-1].isoformat()}" if dates else say("proposal.no_dates")
    return [
        "[[document]]",
        f"files = {say.quote_pattern(pattern)}  # {say('proposal.versions', n=len(versions), span=span)}",
        f"name = {say.quote(name, 'document')}",
        f"role = {quote(versions[0].role)}  # {say('proposal.role', roles=', '.join(get_args(DocumentRole)))}",
        f'effective_on = "filename"  # {say("proposal.effective_on")}',
    ]


def _group(readings: Readings) -> list[Guess]:
    """Gather sheets that were taken for the same table with the same headings, in files that are named alike."""
    sheets = Counter(file for file, _, heading in readings.recognised)
    tables = Counter(
        (file, sheet) for file, sheet, _ in {(file, sheet, h.table) for file, sheet, h in readings.recognised}
    )
    groups: dict[tuple[str, ...], Guess] = {}
    for file, sheet, heading in readings.recognised:
        if heading.table in ("clauses", "people", "norms"):
            continue
        beside = heading.table == "governance"
        name = sheet if sheets[file] > 1 or beside else None
        key = (wildcard(file), heading.table, heading.tool, name or "", *heading.titles.values())
        guess = groups.setdefault(key, Guess(wildcard(file), heading, name))
        guess.files.append(file)
        guess.rows.add(heading.row)
        guess.shared |= tables[file, sheet] > 1
    return list(groups.values())


def _source(guess: Guess, say: Guarded) -> list[str]:
    heading = guess.heading
    rows = ", ".join(map(str, sorted(guess.rows)))
    unused = ", ".join(heading.unused) or "–"
    # a title that names somebody would be found no more; without it the column is found as it was now
    titles = {name: title for name, title in heading.titles.items() if say.gate.mask(title, "heading") == title}
    columns = ", ".join(f"{name} = {quote(title)}" for name, title in titles.items())
    lines = ["[[source]]", f"files = {say.quote_pattern(guess.pattern)}  # {say('proposal.files', n=len(guess.files))}"]
    if guess.sheet:
        lines.append(f"sheet = {say.quote_pattern(guess.sheet)}")
    lines = [
        *lines,
        f"table = {quote(heading.table)}  # {say('proposal.table', rows=rows)}",
        f"tool = {say.quote(heading.tool, 'tool')}  # {say('proposal.tool')}",
        f"columns = {{ {columns} }}",
        *(f"# {one_line(line)}" for line in _evidence(heading, say)),
        f"# {say('proposal.unused', headings=one_line(unused))}",
        f"# day_first = true  # {say('proposal.day_first')}",
    ]
    return [f"# {say('proposal.shared')}", *(f"# {line}" for line in lines)] if guess.shared else lines


def _evidence(heading: Heading, say: Guarded) -> list[str]:
    """Tell which columns were known by another tool's words, or could have been another one."""
    lines = []
    for guess in heading.guesses:
        if guess.alternatives:
            others = ", ".join(title for _, title in guess.alternatives)
            lines.append(say("proposal.alternatives", field=guess.field, title=guess.title, others=others))
        elif guess.via == "foreign":
            lines.append(say("proposal.foreign", field=guess.field, title=guess.title))
    return lines


def cover(files: list[str]) -> str:
    """Return one pattern for the versions of a document."""
    patterns = {wildcard(file) for file in files}
    if len(patterns) == 1:
        return patterns.pop()
    first, last = min(files), max(files)
    shared = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return re.sub(r"([\[\]?*])", "[\\1]", first[:shared]) + "*"


def cover_alone(files: list[str], all_files: list[str]) -> dict[str, list[str]]:
    """Return patterns that take in the versions of a document and no file of another one, with the files of each."""
    pattern = cover(files)
    if not any(fnmatch(file, pattern) for file in all_files if file not in files):
        return {pattern: files}
    return {escape(file): [file] for file in files}
