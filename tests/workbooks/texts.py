"""Text tables in the encodings and with the separators people meet."""

from __future__ import annotations

from corpus import CSV, file


@file("semicolon.csv")
def _() -> bytes:
    return CSV.encode()


@file("comma.csv")
def _() -> bytes:
    return CSV.replace(";", ",").encode()


@file("tab.xls")
def _() -> bytes:
    return CSV.replace(";", "\t").encode()


@file("pipe.txt")
def _() -> bytes:
    return CSV.replace(";", "|").encode()


@file("hint.csv")
def _() -> bytes:
    return ("sep=;\r\n" + CSV.replace("\n", "\r\n")).encode()


@file("hint_odd.csv")
def _() -> bytes:
    return ("sep=^\n" + CSV.replace(";", "^")).encode()


@file("cp1252.csv")
def _() -> bytes:
    return CSV.replace("Band staat stil", "Coördinatie € 5 – één").encode("cp1252")


@file("bom.csv")
def _() -> bytes:
    return CSV.replace("Band", "Één band").encode("utf-8-sig")


@file("utf16.csv")
def _() -> bytes:
    return CSV.replace(";", "\t").encode("utf-16")


@file("utf16_bare.xls")
def _() -> bytes:
    return CSV.replace(";", "\t").encode("utf-16-le")


@file("lines_within.csv")
def _() -> bytes:
    return CSV.replace("Band staat stil", '"Band\nstaat; ""stil"""').encode()


@file("wide_rows.csv")
def _() -> bytes:
    return (CSV.replace(";", ",") + "INC3,2024-03-07 10:00,2,Storing,extra,nog meer\n").encode()


@file("decimal_commas.csv")
def _() -> bytes:
    return (
        "Number;Opened;Priority,;Title\n" + "".join(f"INC{i};2024-03-0{i} 10:00;2,5;Storing\n" for i in range(1, 9))
    ).encode()


@file("nul.csv")
def _() -> bytes:
    return CSV.replace("Band", "Ba\0nd").encode()


@file("open_quote.csv")
def _() -> bytes:
    return CSV.replace("Band staat stil", '"5 inch band').encode()


@file("heading_only.csv")
def _() -> bytes:
    return b"Number;Opened;Priority;Title\n"


@file("blank_lines.csv")
def _() -> bytes:
    return (CSV.replace("\nINC2", "\n\n;;;\nINC2") + "\n\n").encode()


@file("same_headings.csv")
def _() -> bytes:
    return b"Issue key,Summary,Created,Comment,Comment\nA-1,Storing,2024-03-05 10:00,een,twee\n"


@file("injection.csv")
def _() -> bytes:
    return CSV.replace("Band staat stil", "=cmd|' /C calc'!A0").encode()


@file("prose.txt")
def _() -> bytes:
    return (
        b"Beste collega's,\n\nHierbij het verslag van het overleg, zoals afgesproken, met dank aan allen.\n"
        b"We spraken over storingen, normen, en de planning; dat was nuttig.\n\nGroet,\nde secretaris\n"
    )


@file("newlines.txt")
def _() -> bytes:
    return b"\n\n\n"


@file("data.json")
def _() -> bytes:
    return b'{\n  "a": 1,\n  "b": [1, 2, 3],\n  "c": "tekst"\n}\n'
