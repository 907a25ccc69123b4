"""Which versions are in force, and the norms that are a share of a month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.measures.norms.findings import NormFindings

PLACE: Final = ["file", "sheet", "row"]
OF_SHARES: Final = ["document", "version", "clause_id", *PLACE, "clock"]


def list_force(analysis: Analysis) -> pd.DataFrame:
    """Return of each file from when and until when its version is in force, and whether it is now."""
    documents = analysis.tables["documents"].drop_duplicates("file").set_index("file")
    dated = documents["effective_on"].notna() & documents["ends_on"].isna() & documents["status"].ne("draft")
    return documents[["effective_on", "ends_on"]].assign(in_force=dated.astype(bool))


def list_shares(norms: NormFindings) -> pd.DataFrame:
    """Return the norms that ask a share of the times set elsewhere, one row each, with the share that is asked."""
    if norms.monthly.empty:
        return norms.monthly
    shares = norms.monthly.drop_duplicates([*PLACE, "clock"]).rename(columns={"asked": "share_asked"})
    bound = {*zip(*(norms.bound[name] for name in PLACE), strict=True)} if len(norms.bound) else set()
    places = zip(*(shares[name] for name in PLACE), strict=True)
    return shares.loc[[place not in bound for place in places], [*OF_SHARES, "share_asked"]].reset_index(drop=True)


def count_bound(analysis: Analysis) -> int:
    """Return how many norms in force are held against incidents, shares of a month among them."""
    norms, force = analysis.measured.norms, list_force(analysis)["in_force"]
    files = [*norms.bound["file"], *(list_shares(norms)["file"] if len(norms.monthly) else ())]
    return sum(bool(force.get(file, False)) for file in files)
