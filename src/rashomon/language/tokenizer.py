"""spaCy's English tokenizer, set to the conventions of UD English-EWT. It never changes the text.

EWT (https://universaldependencies.org/en/) splits most hyphenated words (``Russian - backed``) but keeps a closed
class of prefixes (``e-mail``, ``anti-war``), splits ``and/or``, and keeps runs of one symbol (``----``, ``...``) and
telephone numbers whole. Curly apostrophes behave like straight ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import spacy
from spacy.lang.tokenizer_exceptions import URL_MATCH
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from rashomon import lexicon

_RUNS = r"(?:\.{2,}|-{2,}|={2,}|\*{2,}|_{2,}|~{2,}|#{2,}|\${2,}|\+{2,}|\?{2,}|!{2,}|<{2,}|>{2,}|[?!]{2,})"
_WORD = r"A-Za-zÀ-ÖØ-öø-ÿĀ-ɏ"

_HALF_DAY = r"(?<=[0-9])(?:[AaPp][Mm]|[ap]\.m\.)"

_LONG = re.compile(r"\S{200,}")
_LONGEST = 2000
"""Longest stretch without white space that is divided in one go; URLs are shorter."""
_LONGEST_MARKS = 100
"""The same where marks prevail."""


def blank() -> Language:
    """A blank English pipeline whose tokenizer follows EWT."""
    nlp = spacy.blank("en")
    nlp.tokenizer = make_tokenizer(nlp)
    return nlp


class BoundedTokenizer:
    """A tokenizer whose time stays proportional to the text's length.

    spaCy strips the marks at a word's ends one by one and looks at all the rest each time: eight thousand brackets in
    a row take nine seconds. Stretches that no writing has are therefore cut before it sees them.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        """``text`` as words, untagged; ``doc.text == text``."""
        if _LONG.search(text) is None:
            whole: Doc = self._tokenizer(text)
            return whole
        words: list[str] = []
        spaces: list[bool] = []
        for piece in _pieces(text):
            doc = self._tokenizer(piece)
            words += [token.text for token in doc]
            spaces += [bool(token.whitespace_) for token in doc]
        return Doc(self._tokenizer.vocab, words=words, spaces=spaces)


def _url(text: str) -> re.Match[str] | None:
    """An address by spaCy's pattern, which would also take ``Reynolds"<reynolds@mail.example``."""
    return None if '"' in text or "<" in text else URL_MATCH(text)


def _pieces(text: str) -> Iterator[str]:
    """``text`` in pieces that can be divided one by one; only stretches without white space are cut."""
    done = 0
    for match in _LONG.finditer(text):
        stretch = match.group()
        marks = sum(not char.isalnum() for char in stretch)
        most = _LONGEST_MARKS if marks > 0.4 * len(stretch) else _LONGEST
        if len(stretch) <= most:
            continue
        # A space after a word belongs to the word.
        end = match.end() + text.startswith(" ", match.end())
        if done < match.start():
            yield text[done : match.start()]
        yield from (text[start : min(start + most, end)] for start in range(match.start(), end, most))
        done = end
    if done < len(text):
        yield text[done:]


def make_tokenizer(nlp: Language) -> BoundedTokenizer:
    """The tokenizer for ``nlp``: rules from spaCy's English data and ``lexicon/en/tokens.yaml``."""
    words = lexicon.load("tokens")
    not_special = frozenset(words["not_special"])
    # Hyphens split unless the left part is an attached prefix; (?<!…) needs one width each, hence one for each prefix.
    guards = "".join(rf"(?<!(?<![{_WORD}]){prefix})" for prefix in words["attached_prefixes"])
    titled = "".join(rf"(?<!(?<![{_WORD}]){prefix.capitalize()})" for prefix in words["attached_prefixes"])
    defaults = nlp.Defaults
    infixes = [rule for rule in map(str, defaults.infixes or ()) if "-|–|—" not in rule and "[0-9])[+" not in rule]
    infixes = [
        _RUNS,
        *infixes,
        rf"(?<=[{_WORD}0-9’'.]){guards}{titled}-(?=[{_WORD}0-9“‘\"'$€£])",
        rf"(?<=[{_WORD}0-9])(?:–|—|--|---|~)(?=[{_WORD}0-9“‘\"'$€£])",
        rf"(?<=[{_WORD}])/(?=[{_WORD}])",
        rf"(?<=[{_WORD}0-9)\].,!?])[(\[)\]](?=[{_WORD}0-9([])",
        rf"(?<=[{_WORD}.,!?…])[“”](?=[{_WORD}—–])",
        rf"(?<=[{_WORD}])[.,!?:;](?=[\"“”][{_WORD}<(\[—–])",
        rf"(?<=[{_WORD}.,!?:;])\"(?=[{_WORD}<(\[—–])",
        r"(?<=\")[<(\[]",
    ]
    tokenizer = Tokenizer(
        nlp.vocab,
        rules={word: rule for word, rule in (defaults.tokenizer_exceptions or {}).items() if word not in not_special},
        prefix_search=compile_prefix_regex([_RUNS, *map(str, defaults.prefixes or ())]).search,
        # The end of a word is looked at once for each form: spaCy asks again for each of its beginnings.
        suffix_search=lru_cache(maxsize=20_000)(
            compile_suffix_regex(
                [
                    _RUNS,
                    r"(?<=[:?!])[?!:]",
                    r"[(]",
                    r"(?<=[0-9])(?:[AaPp][Mm]|[ap]\.m\.)",
                    *map(str, defaults.suffixes or ()),
                ]
            ).search
        ),
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=re.compile(words["whole_pattern"]).match,
        url_match=_url,
    )
    for word in words["whole"]:
        for form in {word, word.capitalize(), word.upper()}:
            tokenizer.add_special_case(form, [{ORTH: form}])
    for word in words["abbreviations"]:
        tokenizer.add_special_case(word, [{ORTH: word}])
    for parts in words["split"]:
        pieces = parts.split("|")
        for cased in (pieces, [pieces[0].capitalize(), *pieces[1:]]):
            tokenizer.add_special_case("".join(cased), [{ORTH: piece} for piece in cased])
    return BoundedTokenizer(tokenizer)
