"""Fits the ranker that reads pronouns: ``python -m training.coreference --shared ../shared``."""
