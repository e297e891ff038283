"""Plain-text dumps of pages: decides line by line what is the report."""

from rashomon.cleaning.plain.dump import clean_plain
from rashomon.cleaning.plain.habits import Habits, learn_habits

__all__ = ["Habits", "clean_plain", "learn_habits"]
