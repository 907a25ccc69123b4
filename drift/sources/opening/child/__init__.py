"""The reader process: opens one stranger's file at a time and answers with columns of cells.

It imports nothing of drift but this folder, sniff, errors and terms, and no pandas: whatever a file does to it, the
parent only sees a pipe that closes.
"""

BLANK, TEXT, NUMBER, LOGICAL, MOMENT, DURATION, TIME = range(7)  # kinds of cells
