"""Synthetic edits: reports changed in one known way, and whether the comparison says so.

``python -m bench.edits`` takes the reports that were written for this project, changes one thing in each copy (a
figure, a date, a name, a negation, a word of a quotation, …) or nothing (the same facts in other words), compares the
copy with its original, alone and within the whole story, and counts by kind how often the change is reported as what
it is, and how often something is reported where nothing changed.
"""
