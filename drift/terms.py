"""Vocabulary, thresholds and defaults: each once, with where it comes from."""

from __future__ import annotations

import datetime as dt
from typing import Final, Literal

Language = Literal["nl", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("nl", "en")

DEFAULT_ZONE: Final = "Europe/Amsterdam"  # DESIGN: the first users are Dutch; reported wherever it is used
CUT_DAYS: Final = 60  # an incident counts what happened within so many days, so that old and new months are alike
BASE_MONTHS: Final = 12  # one of each season
LIVE_MONTHS: Final = 6  # of the last twelve so many must have a value, or nothing is told of now (DESIGN 6)
MIN_BASE_STOCK: Final = 5  # below it one clause more or less moves a stock by a fifth and says nothing
# clauses that a stock of which there is none counts as: ln(0) is no number, and a half lies as far below 1 in logs as 1
# below 2. No other month is touched, so that what becomes of a paper later changes nothing before
GONE_STOCK: Final = 0.5
MIN_KNOWN_SHARE: Final = 0.8  # a share over fewer known rows speaks of who fills in fields, not of the work
QUARTERS_BELOW: Final = 20  # incidents a month (median); below it a month's mean is mostly chance
ATTENTION_HOURS: Final = 1.0  # an update older than this no longer counts as attention
MIN_PERSONS: Final = 5  # DESIGN 8: fewer persons than this are shown as <5, or somebody could tell who they are
ALARM_AT: Final = 10.0  # e-value; at most one false alarm in ten relations over any number of looks (Ville 1939)
MOST_ODDS: Final = 1_000_000  # to 1; beyond it more digits say nothing more
ONSET_INTERVAL: Final = 0.9  # belief inside the interval of an onset
GROWTH_MATTERS: Final = 0.1  # DESIGN 6: a paper grew or shrank where size or control changed by so much, or more
HELD_WITHIN: Final = 0.005  # in logs: what rounds to 0 % is no change
INTERVAL_Z: Final = 1.959963984540054  # normal quantile of a 95 % interval, two-sided

HEADING_ROWS: Final = 30  # a heading row is looked for in so many rows (title blocks measured up to 12 rows)
FOLDER_DEPTH: Final = 64  # folders within each other; an archive of exports by year, month and site has ten
FOLDER_ENTRIES: Final = 50_000  # of one project; reading so many small files takes two minutes
READ_DEADLINE_S: Final = 30.0  # one file, whatever its size; 97 small workbooks take 2 s together
READ_DEADLINE_S_A_MB: Final = 3.0  # and so much a megabyte on top; an honest 300,000 x 12 workbook (26 MB) takes 5 s
READ_MEMORY_BYTES: Final = 2 * 1024**3  # the same workbook needs 1 GB
DOCUMENT_BYTES: Final = 100 * 1024**2  # one part of a Word document; 1,000 pages have 20 MB
DOCUMENT_PARAGRAPHS: Final = 200_000  # of a Word document, cells included; 1,000 pages of tables have 100,000
ZIP_ENTRIES: Final = 5_000  # EXCEL 3; the largest honest workbook seen has some hundreds
UNPACKED_BYTES: Final = 1024**3  # of one file; 300,000 x 12 unpacks to 0.2 GB, a full sheet of 12 columns to 0.7 GB
UNPACKED_RATIO: Final = 200  # EXCEL 3; 300,000 x 12 has 8, dragged-down formatting 25, a bomb 1,000
UNPACKED_SMALL_BYTES: Final = 100 * 1024**2  # below it no ratio is a danger
DEFLATE_RATIO: Final = 1_032  # the most that deflate can pack (zlib, technical details)
COLUMNS: Final = 16_384  # of a text table, as many as Excel opens; what is wider is no table
FOOTER_BYTES: Final = 16 * 1024**2  # of what a Parquet file tells of itself; 12 columns in 1,000 groups of rows: 1.4 MB
SHEETS: Final = 500  # of one workbook; a sheet a day of a year has 366
MARKS_CELLS: Final = 50_000  # of one workbook; the largest specification seen has 35,000, logs have more
CALENDAR_EVENTS: Final = 100_000  # rows of one calendar, recurrences expanded
RECURRENCES: Final = 1_000  # of one series; daily on working days for four years
SETTINGS_BYTES: Final = 256 * 1024  # of a drift.toml; one that names 1,000 files one by one has 100 kB
SETTINGS_DEPTH: Final = 20  # points of a key on a line of it, brackets within each other; ours have three
SETTINGS_ENTRIES: Final = 1_000  # [[source]], [[document]], names of a party: an archive of twenty years has hundreds
SETTINGS_TEXT: Final = 1_000  # characters of one text in it; a path has at most 260 on Windows
CHECK_BELOW: Final = 0.7  # score of two clauses said to belong together, under which a person should look
PROBLEMS_SHOWN: Final = 50  # faults listed for one file; the rest is counted
GAP_QUANTILE: Final = 0.95  # a silent start or end of a month longer than this share of all gaps: incomplete

# of every number written: beyond them processors differ, because libraries choose their instructions by what runs them
DECIMALS: Final = 9

# of every workbook written: nothing a stranger wrote becomes a formula, a link or a number; no clock, so that the same
# content gives the same bytes
WORKBOOK_OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,  # else each part lies in the folder for temporary files, and stays there when the run is killed
}
OWN_MARK: Final = "drift-output"  # in every workbook, page and PDF we write: such a file is never read as a source
NO_CLOCK: Final = dt.datetime(2000, 1, 1)
DAY_FORMATS: Final[dict[Language, str]] = {"nl": "dd-mm-yyyy", "en": "yyyy-mm-dd"}  # as Excel has them
CELL_CHARACTERS: Final = 32_767  # of a cell, Excel's limit

# notes about a choice that the analyst may want to make otherwise: `check --strict` fails on them
DOUBTS: Final = (
    "note.backwards",
    "note.cases_last_step",
    "note.by_words",
    "note.date_beside_cover",
    "note.date_of_history",
    "note.dates_of_column",
    "note.dates_of_version",
    "note.dates_contradict",
    "note.sheets_contradict",
    "note.dates_undecided",
    "note.dates_year",
    "note.draft",
    "note.hidden_table",
    "note.no_clauses",
    "note.no_date",
    "note.no_type",
    "note.number_no_key",
    "note.openings_differ",
    "note.orphans",
    "note.relation_untold",
    "note.relations",
    "note.relations_persons",
    "note.rising",
    "note.rough_date",
    "note.same_day",
    "note.stray_opening",
    "note.stray_stamp",
    "note.successors",
    "note.table_after_files",
    "note.table_after_log",
    "note.type_unknown",
    "note.unmatched",
    "note.unvalued",
)

DocumentRole = Literal["agreement", "sla", "dap", "prices", "assets", "report", "law"]
COUNTED_ROLES: Final = ("agreement", "sla")  # working agreements (DAP) are the operation's own paper

PAGE_NAMES: Final = (  # of the report, in order; page.NAME in wording
    *("front", "asks", "meet", "outcomes", "otherwise", "quiet"),
    *("table", "problem"),  # the round table; a page a problem
    *("scissors", "slide", "levels", "norms", "reported", "documents", "method", "sources"),  # the annex
)

GOVERNANCE_ROLES: Final = (
    *("author", "reviewer", "approver", "contact", "meeting", "participant", "escalation"),
    *("responsible", "accountable", "consulted", "informed"),
)
INCIDENT_TYPES: Final = ("corrective", "planned", "change", "request")
EVENT_KINDS: Final = (
    "opened",
    "assigned",
    "comment",
    "visit",
    "call",
    "waiting",
    "escalated",
    "referred back",
    "resolved",
    "reopened",
    "closed",
    "other",
)

ACTION_STATUSES: Final = ("open", "done", "dropped")

Side = Literal["customer", "supplier"]
SIDES: Final[tuple[Side, ...]] = ("customer", "supplier")
FUNCTIONS: Final = ("operations", "procurement", "contract management", "management")  # others are "other"
LEVELS: Final = ("operational", "tactical", "strategic")  # from the floor up
STEPS: Final = ("solved", "pushed_up", "parked", "denied", "referred_back", "decided")  # what became of an item
Edition = Literal["ours", "shared"]  # for one's own side; for both
EDITIONS: Final[tuple[Edition, ...]] = ("ours", "shared")
# measures of a group move together and share one weight; [weights] of drift.toml names them
Group = Literal["size", "control", "tightness", "hands", "contact", "floor", "attention"]
