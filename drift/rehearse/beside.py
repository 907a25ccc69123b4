"""Several drafts norm by norm: each norm, by what it binds, under the version in force and under every draft."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from drift.rehearse.rehearsal import Across, Beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drift.rehearse.rehearsal import Drafted, HeldNorm, MonthlyNorm

Key = tuple[str, str, str | None, int]  # clock, levels, scope, which of them in its version


def tell_apart(drafts: Sequence[Drafted]) -> list[Drafted]:
    """Return the drafts; those that call themselves the same with the name of their file."""
    times = Counter((draft.document, draft.version) for draft in drafts)
    return [
        replace(draft, apart=PurePosixPath(draft.file).stem) if times[draft.document, draft.version] > 1 else draft
        for draft in drafts
    ]


def put_beside(
    places: Sequence[int], drafts: Sequence[Drafted], now: Iterable[HeldNorm], now_months: Iterable[MonthlyNorm]
) -> Beside:
    """Return the norms of drafts of one document beside those of the version in force.

    Parameters
    ----------
    places : which of the drafts of the rehearsal they are
    now, now_months : norms of the version in force, held against the incidents that they bind themselves

    Two versions speak of one norm where clock, levels and object are the same, whatever its number or limit; where a
    version has two such norms (80 % in 4 hours, 95 % in 8), in the order of their limits.
    """
    one = drafts[0]
    norms = [_by_key(now, _limit), *(_by_key(draft.norms, _limit) for draft in drafts)]
    months = [_by_key(now_months, _share), *(_by_key(draft.monthly, _share) for draft in drafts)]
    return Beside(
        document=one.document,
        now_version=one.now_version,
        now_file=one.now_file,
        first=one.first,
        last=one.last,
        places=tuple(places),
        norms=tuple(Across(*key[:3], *_across(norms, key)) for key in _list_keys(norms)),
        months=tuple(Across(*key[:3], *_across(months, key)) for key in _list_keys(months)),
    )


def _limit(norm: Any) -> tuple[float, float]:
    return norm.value, norm.share or 1.0


def _share(norm: Any) -> float:
    return float(norm.asked)


def _by_key(norms: Iterable[Any], order: Any) -> dict[Key, Any]:
    found: dict[Key, Any] = {}
    for norm in sorted(norms, key=order):
        about = (norm.clock, norm.levels, norm.scope)
        found[*about, sum(key[:3] == about for key in found)] = norm
    return found


def _list_keys(versions: Sequence[dict[Key, Any]]) -> list[Key]:
    """Return every norm that any version has, by clock, levels and object."""
    return sorted({key for version in versions for key in version}, key=lambda key: (*key[:2], key[2] or "", key[3]))


def _across(versions: Sequence[dict[Key, Any]], key: Key) -> tuple[Any, tuple[Any, ...]]:
    now, *drafts = (version.get(key) for version in versions)
    return now, tuple(drafts)
