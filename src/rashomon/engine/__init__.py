"""Engines schedule the pure stages and hold no logic."""

from rashomon.engine.inline import annotate_documents, read_documents

__all__ = ["annotate_documents", "read_documents"]
