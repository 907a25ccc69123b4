"""The sentence above page 1, made of the findings of the verdict in words that people use, and where it stands now."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from drift.errors import Note
from drift.measures.catalogue import ATTENTION
from drift.measures.work.engagement import ENGAGEMENT
from drift.model.talk import has_talk_moved
from drift.reports.edition.judged import FEW, ONE_SIDED
from drift.reports.front.pairs import choose_together
from drift.reports.front.years import say_since, say_years
from drift.reports.pages.figures import size_of, write_size
from drift.reports.pages.sentences import has_paper, has_work, why_no_paper
from drift.terms import HELD_WITHIN
from drift.wording.case import as_title, capitalise

if TYPE_CHECKING:
    from drift.model.change import Change
    from drift.reports.material import Material
    from drift.wording import Wording

SAYS: Final = "verdict.says."
FELL: Final = ("work_falls", "work_falls_step", "work_mending", "work_mending_begun")  # of which talk may be told


def say_title(material: Material) -> str:
    """Return the sentence above page 1; each half says what the verdict found of it, and nothing more."""
    analysis, say, verdict = material.analysis, material.say, material.analysis.verdict
    if verdict.findings.withheld or verdict.sentence.code in (FEW, ONE_SIDED):
        return as_title(say.tell(verdict.sentence))
    if analysis.rung == 0:
        return say("front.title.inventory")
    halves = [_say_work(material), _say_paper(material)][:: 1 if has_work(analysis) else -1]  # first what is known
    return as_title(" ".join(capitalise(half) + "." for half in halves if half))


def _find(note: Note, name: str) -> Note | None:
    """Return what a sentence tells under a name, at whatever depth."""
    for key, value in note.values.items():
        if isinstance(value, Note):
            if key == name:
                return value
            if (found := _find(value, name)) is not None:
                return found
    return None


def _say_work(material: Material) -> str:
    """Return what engagement does; without a verdict how much it changed."""
    analysis, say = material.analysis, material.say
    if not has_work(analysis):
        return say("front.title.no_work")
    told, work_is = _find(analysis.verdict.sentence, "work"), material.shown.work_is
    code = told.code.removeprefix(SAYS) if told is not None and told.code.startswith(SAYS) else ""
    if not code and analysis.verdict.findings.work == "holds":
        code = "work_holds"  # told together with the outcomes
    if not code:
        return say_change(material)
    interval, base = analysis.verdict.onset_interval, analysis.measured.base.work
    values: dict[str, object] = {
        name: say(f"front.{name}.{work_is}") for name in ("less", "lessened", "fewer", "more", "works")
    }
    if len(base):
        values["base"] = say_years(base[0], base[-1], say)
    if told is not None and told.values.get("until") is not None:
        values["until"] = say.show(told.values["until"])
    if interval is not None:
        values["since"] = say_since(*interval, base, say)
        ended = told.values.get("ended") if told is not None else None
        if code in FELL and has_talk_moved(analysis.measured.meetings, interval, ended):  # type: ignore[arg-type]  # a note's values are any
            return say(f"front.title.talk_{code}", **values)
    return say(f"front.title.{code}", **values)


def say_change(material: Material) -> str:
    """Return how much less or more people work together, where there is a figure of it and no verdict."""
    change, counted = find_change(material), material.edition == "ours" and choose_together(material) is None
    if change is None and counted:
        return material.say("front.title.work_counted", n=int(material.analysis.measured.opened.sum()))
    if change is None:
        return material.say("front.title.work_unknown", works=material.say(f"front.works.{material.shown.work_is}"))
    say, work_is = material.say, material.shown.work_is
    code = {1: "more", -1: "less"}.get(change.sign, "alike")
    base = say_years(change.before.first, change.before.last, say)
    return say(f"front.changed.{work_is}_{code}", size=write_size(change, say), base=base)


def tells_fall(material: Material) -> bool:
    """Whether the sentence tells a fall: only then is its beginning marked, and how sure it is told."""
    analysis = material.analysis
    if analysis.verdict.findings.withheld or analysis.verdict.sentence.code in (FEW, ONE_SIDED):
        return False
    told = _find(analysis.verdict.sentence, "work")
    if told is not None:
        return told.code.removeprefix(SAYS).startswith(("work_falls", "work_mending", "work_mended"))
    change = find_change(material)
    return analysis.rung is None and change is not None and change.sign < 0


def find_change(material: Material) -> Change | None:
    """Return the change of engagement, or of attention where that is all there is."""
    measure = ATTENTION if material.shown.work_is == "work" else ENGAGEMENT
    return material.analysis.judgement.changes.get(measure)


def _say_paper(material: Material) -> str:
    analysis, say = material.analysis, material.say
    if not has_paper(analysis):
        return say(f"front.title.contract_{why_no_paper(analysis)}")
    if analysis.measured.paper.stocks.versions["effective_on"].nunique() == 1:
        return say("front.title.paper_one")
    sentence = analysis.verdict.sentence
    told = _find(sentence, "paper") or sentence
    code = told.code.removeprefix(SAYS).removeprefix("verdict.")
    if code == "not_enough_data":
        code = "paper_unknown"
    if code == "paper_grew":
        what = told.values.get("what")
        control = what.values.get("control") if isinstance(what, Note) else None
        code = "paper_grew" if isinstance(control, float) and control > HELD_WITHIN else "paper_longer"
    base = analysis.measured.base.paper
    values = {"base": say_years(base[0], base[-1], say)} if len(base) else {}
    return say(f"front.title.{code}", **values) if say.knows(f"front.title.{code}") else ""


def say_standing(material: Material) -> str:
    """Return where it stands now: engagement against the base with its interval, and the outcomes."""
    say, verdict = material.say, material.analysis.verdict
    parts = [] if verdict.sentence.code in (FEW, ONE_SIDED) else _stand(material)
    harm = _find(verdict.sentence, "harm") or _find(verdict.sentence, "found")
    code = harm.code.removeprefix(SAYS) if harm is not None else ""
    if say.knows(f"front.harm.{code}"):
        parts.append(say(f"front.harm.{code}", **_count_callers(material)))
    return " ".join(parts)


def _count_callers(material: Material) -> dict[str, object]:
    """Return how many callers there were, and which share of them left in the base and now; nothing where not known."""
    callers, say = material.analysis.judgement.callers, material.say
    if callers.before is None or callers.now is None:
        return {}
    shares = {"before": say.percent(callers.before.share), "after": say.percent(callers.now.share)}
    return {"n": callers.now.n, **shares}


def _stand(material: Material) -> list[str]:
    change, say = find_change(material), material.say
    if change is None or (material.analysis.rung is None and not change.clear):
        return []
    values = {
        "size": write_size(change, say),
        "base": say_years(change.before.first, change.before.last, say),
        "now": say_years(change.after.first, change.after.last, say),
        "n": len(material.analysis.measured.components),
        **_say_ends(change, say),
    }
    if material.analysis.rung is None:  # the title tells the rest
        back = material.analysis.judgement.evidence.ended if material.analysis.judgement.evidence else None
        returns = [say("front.stand.back", ended=back)] if back is not None and change.sign < 0 else []
        return [say(f"front.stand.alone_{'more' if change.sign > 0 else 'less'}", **values), *returns]
    code = {1: "above", -1: "below"}.get(change.sign, "unclear")
    ended = next((one.values["ended"] for one in _works(material) if one.values.get("ended") is not None), None)
    if ended is not None and change.sign < 0:
        return [say(f"front.stand.{material.shown.work_is}_mending", ended=ended, **values)]
    return [say(f"front.stand.{material.shown.work_is}_{code}", **values)]


def _say_ends(change: Change, say: Wording) -> dict[str, str]:
    """Write between what the change lies: without signs where its direction is told in words."""
    low, high = (change.points.low, change.points.high) if change.points else (change.low, change.high)
    if not change.clear:
        return {
            "low": say.signed_points(low) if change.points else say.change(low),
            "high": say.points(high) if change.points else say.change(high),
        }
    near, far = sorted((low, high), key=abs)
    if change.points:
        return {"low": say.number(100 * abs(near), 1), "high": say("points", x=say.number(100 * abs(far), 1))}
    return {"low": say.number(100 * abs(math.expm1(near))), "high": size_of(far, say)}


def _works(material: Material) -> list[Note]:
    told = _find(material.analysis.verdict.sentence, "work")
    return [] if told is None else [told]
