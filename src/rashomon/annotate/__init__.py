"""One parsed report → its annotations. Pure functions; each knows one document.

``annotate.report.annotate`` calls the parts in their order. This file imports nothing: see ``rashomon/__init__.py``.
"""
