"""One story → findings. Nothing here depends on the order in which the reports were given.

``compare.entities.merge_entities`` makes the story, ``compare.findings.compare`` finds what it holds. This file
imports nothing:
see ``rashomon/__init__.py``.
"""
