"""Every number of a report, with the sentence it is told in: remembered while the pages are written."""
