"""What a large page shows only on demand, packed so that it costs neither the file nor the browser much.

The parts that rest stand in comments. They repeat one another (the same words laid against each base), so each run of
text is written once for the finding, each run of tags once for the page, and the parts are numbers of them. The page's
script puts them back. All of it is HTML that is escaped as everywhere: no ``>`` of a text stands in it, so nothing in
it ends the comment.
"""

from __future__ import annotations

import json
import re

from markupsafe import Markup

_RESTING = re.compile("<!--(.*?)-->", re.DOTALL)
_TOKEN = re.compile(r"<(?:a|path) [^>]*>|(?:<(?!a |path )[^>]*>\s*)+|[^<]+")
"""A link or a path, other tags that follow one another, or text."""
SLOT = "<!---->"
"""What stands in the place of each part."""


class Rest:
    """Packs the comments of one page, finding by finding."""

    def __init__(self) -> None:
        self._tags: dict[str, int] = {}

    def pack(self, html: str) -> Markup:
        """``html`` with its comments packed into one at its end: ``[[text, …], [[number, …], …]]``, where −1 is the
        first run of tags of the page."""
        texts: dict[str, int] = {}
        parts: list[list[int]] = []

        def packed(match: re.Match[str]) -> str:
            parts.append([self._number(token, texts) for token in _TOKEN.findall(match[1])])
            return SLOT

        left = _RESTING.sub(packed, html)
        return Markup(left + _comment([list(texts), parts])) if parts else Markup(html)

    def _number(self, token: str, texts: dict[str, int]) -> int:
        if token.startswith("<") and not token.startswith(("<a ", "<path ")):
            return ~self._tags.setdefault(token, len(self._tags))
        return texts.setdefault(token, len(texts))

    @property
    def tags(self) -> Markup:
        """The runs of tags of what was packed so far, as a comment; nothing where nothing was."""
        return Markup(_comment(list(self._tags))) if self._tags else Markup("")


def _comment(value: object) -> str:
    return f"<!--{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}-->"
