"""What an explanation measured, in words: the rest of it serves the program and is in the dossier's JSON."""

from __future__ import annotations

from rashomon.model import Explanation

_POINTS = {
    "meaning": "like meaning",
    "action": "like action",
    "alignment": "word by word",
    "words": "rare words in both",
    "figure": "same figure",
    "subject": "subject",
}
"""The parts of the points of two tellings."""
_SAID = {
    "tense": "tense of the sentence: {}",
    "bound": "{} the time that is named",
    "decided_by": "decided by: {}",
}
_VALUES = {
    ("kind", "background"): "background",
    ("kind", "opinion"): "an opinion",
    ("form", "fragment"): "no whole clause",
    ("negated", "1"): "with a negation",
    ("source", "unnamed"): "a source without a name",
    ("source", "anonymous"): "a source that asked not to be named",
    ("source", "several"): "several speak",
}
"""A detail and its value → its words. Another value of these says nothing that a reader would miss."""
_UNSAID = frozenset(
    {"representative", "answers", "head", "dated", "person", "longest", "fewest_shared_words", "quoted"}
    | {"modifiers", "verb", "nsubj", "nsubj:pass", "obj", "action"}
    | {"addressee", "when", "when_value", "anonymity"}
)
"""Places, ids, the words of the parse, and what the finding says already."""


def measured(explanation: Explanation) -> str:
    """The details in words, parted by commas: ``like meaning 0.70, rare words in both 0.15``; empty where none is worth
    a reader's time."""
    found = (_words(name, value) for name, value in sorted(explanation.details.items()))
    return ", ".join(words for words in found if words)


def _words(name: str, value: object) -> str:
    if name in _POINTS and isinstance(value, int | float):
        return f"{_POINTS[name]} {value:.2f}".replace("-", "−")
    if name in _SAID:
        return "" if value == "unknown" else _SAID[name].format(value)
    if name in {key for key, _ in _VALUES}:
        return _VALUES.get((name, str(value)), "")
    if name in _UNSAID or name.endswith("_at"):
        return ""
    return f"{name.replace('_', ' ')} {value}"
