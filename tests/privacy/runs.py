"""Every command, and all that leaves: files, stdout, stderr, messages, what Python prints."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commands import run
from outputs import Output, kind_of, open_bytes, open_folder

import drift

EXPLAINED = ("incidents 2021-06",)


class Listener(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message as it would be written."""
        self.messages.append(self.format(record))


@contextmanager
def listening() -> Iterator[Listener]:
    """Hear everything that is logged at INFO and above."""
    listener, logger = Listener(), logging.getLogger()
    level = logger.level
    logger.addHandler(listener)
    logger.setLevel(logging.INFO)
    try:
        yield listener
    finally:
        logger.removeHandler(listener)
        logger.setLevel(level)


def say(name: str, *arguments: object) -> list[Output]:
    """Run a command; return stdout, stderr, what was logged, and the fault it died of.

    A path that was typed may be named on the screen of who typed it.
    """
    with listening() as listener:
        done = run(*arguments)
    texts = {"stdout": done.stdout, "stderr": done.stderr, "log": "\n".join(listener.messages)}
    if done.exception and not isinstance(done.exception, SystemExit):
        texts["fault"] = repr(done.exception)
    for typed in (str(argument) for argument in arguments if isinstance(argument, Path)):
        texts = {where: text.replace(typed, "…") for where, text in texts.items()}
    return [Output(f"{name} › {where}", text) for where, text in texts.items() if text]


def check(folder: Path, *options: str) -> list[Output]:
    """Check in one of its ways."""
    return say(" ".join(("check", *options)), "check", folder, *options)


def refuse(folder: Path, out: Path) -> list[Output]:
    """Ask for a report on several customers at once, and look at them."""
    return [*say("report refused", "report", folder, "--out", out), *check(folder)]


def report(folder: Path, out: Path) -> list[Output]:
    """Write a report; return all that is in its files, and what was said."""
    said = say("report ours nl", "report", folder, "--out", out, "--lang", "nl")
    return [*said, *open_folder("report ours nl", out)]


def write_others(folder: Path, out: Path) -> list[Output]:
    """Analyse once, write the other editions and languages, and print the analysis as Python does."""
    with listening() as listener:
        analysis = drift.analyse(folder)
        made = [Output("print(analysis)", f"{analysis}{analysis!r}"), Output("notebook", analysis._repr_html_())]
        for edition, language in (("ours", "en"), ("shared", "nl")):
            drift.write_report(analysis, out / f"{edition}-{language}", language=language, edition=edition)
            made += open_folder(f"report {edition} {language}", out / f"{edition}-{language}")
    return [*made, Output("drift.analyse › log", "\n".join(listener.messages))]


def explain(folder: Path) -> list[Output]:
    """Ask for what lists rows of the log."""
    return [text for what in EXPLAINED for text in say(f"explain {what}", "explain", folder, what)]


def compare(old: Path, new: Path, out: Path) -> list[Output]:
    """Compare two versions, as JSON and as a workbook: what the screen shows of it are the same texts."""
    said = say("compare --json", "compare", old, new, "--json", "--out", out / "changes.xlsx", "--lang", "nl")
    return [*said, *open_folder("compare", out)]


def propose(folder: Path) -> list[Output]:
    """Run init; return what it said and every file it wrote but people.xlsx, the one with names."""
    before = set(folder.rglob("*"))
    said = say("init", "init", folder)
    new = set(folder.rglob("*")) - before - {folder / "people.xlsx"}
    return [*said, *(text for path in sorted(new) for text in _open_written(path))]


def _open_written(path: Path) -> Iterator[Output]:
    """Return the name and the content of a file that a command wrote beside the data."""
    yield Output("init › name of an output", path.name)
    if path.is_file():
        yield from open_bytes(f"init › {kind_of(path.name)}", path.read_bytes())
