"""Rashomon reads many reports of one event and lays them side by side.

>>> import rashomon
>>> dossier = rashomon.compare(["a.html", "b.txt"])   # doctest: +SKIP
>>> dossier.to_html(), dossier.to_json()              # doctest: +SKIP
"""

import logging

# Python binds a subpackage to its parent's name when it is first imported. Two of ours are named like functions of
# the public
# API; imported here, before the functions, they cannot take the functions' place later.
import rashomon.annotate
import rashomon.compare  # noqa: F401
from rashomon.api import Dossier, annotate, compare, export, read, show
from rashomon.errors import RashomonError
from rashomon.model import Annotations, Document, Failure, Figure, Quote, Span

__all__ = [
    "Annotations",
    "Document",
    "Dossier",
    "Failure",
    "Figure",
    "Quote",
    "RashomonError",
    "Span",
    "annotate",
    "compare",
    "export",
    "read",
    "show",
]

logging.getLogger(__name__).addHandler(logging.NullHandler())
