"""NAME.html: the report as one file for a browser, offline, in both languages, with the numbers behind its pictures."""
