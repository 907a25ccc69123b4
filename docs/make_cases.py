"""Write docs/cases.md and its pictures: real relations that lie beside the project, in figures and in our words.

Run from the root of the project: make cases, or python docs/make_cases.py [CASES]. Needs pdftoppm (poppler).
Nothing of the files of others goes into the page: no clause, no title of a ticket, no name of a person.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import drift
from drift.analysed import Analysis
from drift.reports.front.title import say_standing, say_title
from drift.reports.material import gather
from drift.wording import Wording

DOCS = Path(__file__).parent
FACTS = DOCS / "cases" / "cases.toml"
SHARED = next((path for up in Path(__file__).parents if ((path := up / "shared" / "cases").is_dir())), None)
DPI = 64  # legible on a screen, 60 kB a picture
LIKE = ("*.xlsx", "*.csv")
HEAD = """# Real relations: what drift said of them, and where it was blind

Made by `make cases` from files of others that lie beside the project and are not in it. In figures and in our words: no
clause and no ticket of anybody stands here. A picture is page 1 of the report as it came out; what is wrong with
it stands below.
"""


def main() -> None:
    """Analyse a copy of each case and write the page."""
    cases = Path(sys.argv[1]) if sys.argv[1:] else SHARED
    if cases is None:
        sys.exit("no real cases: ../shared/cases is not there, and no folder is given")
    sections = [HEAD]
    with tempfile.TemporaryDirectory() as scratch:
        for fact in tomllib.loads(FACTS.read_text(encoding="utf-8"))["case"]:
            analysis = drift.analyse(copy_case(cases / fact["name"], Path(scratch)))
            draw_page(analysis, fact["name"], Path(scratch))
            sections.append(write_case(fact, analysis))
    (DOCS / "cases.md").write_text("\n".join(sections), encoding="utf-8", newline="\n")


def copy_case(case: Path, scratch: Path) -> Path:
    """Copy the files that can be read, with our own drift.toml where there is one: reading leaves a key beside them."""
    folder = scratch / case.name
    for path in sorted(path for like in LIKE for path in case.rglob(like) if path.name != "sure_pairs.csv"):
        copy = folder / path.relative_to(case)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    settings = DOCS / "cases" / f"{case.name}.toml"
    if settings.exists():
        shutil.copyfile(settings, folder / "drift.toml")
    return folder


def draw_page(analysis: Analysis, name: str, scratch: Path) -> None:
    """Write page 1 of the report as a picture."""
    (pdf, *_) = drift.write_report(analysis, scratch / f"{name}-out", language="en")
    goal = DOCS / "cases" / name
    command = ["pdftoppm", "-r", str(DPI), "-f", "1", "-l", "1", "-png", "-singlefile", str(pdf), str(goal)]
    subprocess.run(command, check=True)  # noqa: S603  # a program of the system, on a file of ours


def list_said(analysis: Analysis) -> list[str]:
    """Return what page 1 and the verdict say, a sentence a line."""
    say = Wording("en")
    material = gather(analysis, say)
    reasons = [say.tell(reason) for reason in analysis.verdict.reasons]
    return [f"**{say_title(material)}**", say_standing(material), *reasons]


def write_case(fact: dict[str, Any], analysis: Analysis) -> str:
    """Return the section of one case."""
    verdict, say = analysis.verdict, Wording("en")
    count = analysis.intake.total
    read = f"{count('accepted', 'clauses'):,} clauses and {count('accepted', 'incidents'):,} incidents were read"
    onset = f", onset {say.show(verdict.onset)}" if verdict.onset is not None else ""
    alarm = f"alarm {say.show(verdict.alarm)}{onset}" if verdict.alarm is not None else "no alarm"
    cautions = ", ".join(dict.fromkeys(f"`{caution.code}`" for caution in analysis.cautions)) or "none"
    lines = [
        f"## {fact['title']}\n",
        f"{fact['sides']} Origin: {fact['origin']}.\n",
        f"![Page 1 of the report on this relation: {say_title(gather(analysis, say))}](cases/{fact['name']}.png)\n",
        f"### What drift says\n\nState: *{verdict.state}*; {alarm}; {read}; [cautions](cautions.md): {cautions}.\n",
        *(f"- {text}" for text in list_said(analysis) if text),
        "\n### What is known from elsewhere\n",
        *(f"- {text}" for text in fact["known"]),
        "\n### Where drift is blind\n",
        *(f"- {text}" for text in fact["blind"]),
        "\n### What is wrong with the picture\n",
        *(f"- {text}" for text in fact["picture"]),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
