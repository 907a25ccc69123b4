"""The band of talk: which share of the contacts of a quarter is on the floor, at the contract table, at the board."""

from __future__ import annotations

from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from drift.charts.axes import middles, shade_untold
from drift.charts.bands.parts import TalkBand
from drift.charts.style import COLOUR
from drift.measures.work.meetings import ABOVE
from drift.wording import Wording

BAR_DAYS: Final = 82
FEW_CONTACTS: Final = 5  # in a quarter; shares of fewer are drawn pale
PALE: Final = 0.35
_TABLE: Final = "#7d95bd"
COLOURS: Final = {
    "operational": COLOUR.engagement,
    "tactical": _TABLE,
    "strategic": COLOUR.specification,
    ABOVE: _TABLE,
}
_WORDS: Final = {_TABLE: "#56709f"}  # of what a word would be too pale in: 4.5 to 1 on white


def draw_talk(axes: Axes, talk: TalkBand, say: Wording) -> None:
    """Draw the shares of the levels on each other; of one level alone the contacts."""
    known = talk.contacts.dropna()
    shade_untold(axes, talk.contacts.index.difference(known.index), BAR_DAYS)
    if not talk.has_shares:
        axes.bar(middles(known.index), known.iloc[:, 0], width=BAR_DAYS, color=COLOURS[str(known.columns[0])])
        axes.yaxis.set_major_locator(MaxNLocator(nbins=3, integer=True))
        return
    totals = known.sum(axis=1)
    shares = known.div(totals.where(totals > 0), axis=0).fillna(0.0)
    pale = [PALE if n < FEW_CONTACTS else 1.0 for n in totals]
    below = pd.Series(0.0, index=shares.index)
    for name in map(str, shares.columns):
        bars = axes.bar(middles(shares.index), shares[name], bottom=below, width=BAR_DAYS, color=COLOURS[name], lw=0)
        for bar, alpha in zip(bars, pale, strict=True):
            bar.set_alpha(alpha)
        below = below + shares[name]
    share_axis(axes, say)
    _name_levels(axes, [*map(str, shares.columns)], say)


def _name_levels(axes: Axes, names: list[str], say: Wording) -> None:
    """Write right of the bars which colour is which level, in the order in which they lie."""
    for i, name in enumerate(names):
        axes.annotate(
            say(f"front.level.{name}"), (1, (i + 0.5) / len(names)), xycoords="axes fraction", xytext=(6, 0),
            textcoords="offset points", va="center", fontsize=10, fontweight="bold", annotation_clip=False,
            color=_WORDS.get(COLOURS[name], COLOURS[name]),
        )  # fmt: skip


def share_axis(axes: Axes, say: Wording, top: float = 1.0) -> None:
    """Give a vertical axis of shares its three marks."""
    axes.set_ylim(0, top)
    axes.set_yticks([0, 0.5, 1])
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: say.percent(value)))
