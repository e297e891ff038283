"""What Rashomon still gets wrong on PolNeAR, sorted by rules and counted, as docs/attribution.md tells it.

``python -m bench.attribution_errors --shared DIR`` prints the counts. ``--sample 40`` prints that many cases of chance
with the corpus's own words: to be read beside the corpus, not to be published.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Span, Token

from bench.attribution import (
    Gold,
    Page,
    Predicted,
    Spans,
    folder,
    hits,
    is_exact,
    kind_of,
    letters,
    overlaps,
    predictions,
    program,
    read_pages,
    source_right,
)
from bench.attribution_peers import Json, marked
from rashomon.annotate.cues import any_verb, is_passive, verb_lemma, verbs
from rashomon.annotate.report import annotate
from rashomon.dossier.encode import annotations_json

FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BESIDE = frozenset({"headline", "deck", "heading", "caption", "byline"})
_SMALL_CLASSES = {"ADJ": "adjective", "ADP": "preposition", "PUNCT": "punctuation alone"}


@dataclass(frozen=True, slots=True)
class Case:
    """One error: its sort, the group and sub-group that the rules put it in, the word that decides, and the place."""

    sort: str
    group: str
    part: str
    word: str
    shown: str


def on_tokens(page: Page, spans: Spans) -> Span | None:
    """The tokens of the first of ``spans`` that is left in the cleaned text; None where all were taken away."""
    for start, end in spans:
        for block in page.document.blocks:
            if block.page_start <= start < block.page_end:
                shift = block.start - block.page_start
                return page.doc.char_span(start + shift, min(end + shift, block.end), alignment_mode="expand")
    return None


def cue_head(cue: Span) -> Token:
    """The word of a cue that decides: its last full verb, else the head of its phrase."""
    full = [token for token in cue if token.pos_ == "VERB"]
    return full[-1] if full else cue.root


def cue_class(cue: Span, content: Span, source: Span | None) -> tuple[str, str]:
    """What sort of word reports, and its lemma."""
    head = cue_head(cue)
    if any(token.lower_ == "according" for token in cue):
        return "according to", source.root.lemma_.lower() if source is not None else ""
    if head.pos_ in {"VERB", "AUX"}:
        lemma = verb_lemma(head)
        if lemma not in any_verb() | verbs("thinking"):
            return "verb not in the lists", lemma
        if source is None:
            return "listed verb, nobody named", lemma
        return ("listed verb, passive or participle" if is_passive(head) else "listed verb"), lemma
    lemma = head.lemma_.lower()
    if head.pos_ in {"NOUN", "PROPN"}:
        listed = lemma in verbs("nouns") | verbs("documents") | verbs("thoughts")
        return ("listed noun" if listed else "noun not in the lists"), lemma
    return _SMALL_CLASSES.get(head.pos_, "other word"), lemma


def shape(cue: Span | None, content: Span) -> str:
    """What sort of words the content is: a clause, an infinitive, what a preposition of the cue takes, or an object."""
    words = [token for token in content if not token.is_punct and not token.is_space]
    if not words:
        return "object"
    if words[0].lower_ == "to" and words[0].pos_ == "PART":
        return "infinitive"
    if cue is not None and cue[-1].pos_ == "ADP" and cue_head(cue).i < cue[-1].i:
        return "after a preposition"
    root = content.root
    clausal = root.dep_ not in {"obj", "obl", "nmod", "nsubj", "nsubj:pass"}
    if clausal and any(token.tag_ in _FINITE and (token == root or token.head == root) for token in words):
        return "clause"
    if cue is not None and cue_head(cue).lemma_ in verbs("naming") and root.head == cue_head(cue):
        inside = [t for t in words if t.head == cue_head(cue)]
        return "thing and what it is called" if len(inside) > 1 else "object"
    return "object"


def missed(page: Page, gold: Gold, predicted: Sequence[Predicted]) -> tuple[str, str, str]:
    """Group, shape and deciding word of a content that was not found; the first group that fits."""
    content, cue, source = (on_tokens(page, spans) for spans in (gold.contents, gold.cues, gold.sources))
    if content is None:
        return "cleaned away", "", ""
    form = shape(cue, content)
    if any(overlaps(quote.span, gold.contents) for quote in predicted):
        return "touched, less than half", form, cue_head(cue).lemma_ if cue is not None else ""
    if any(b.role in _BESIDE and b.start <= content.start_char < b.end for b in page.document.blocks):
        return "headline, caption", form, cue_head(cue).lemma_ if cue is not None else ""
    if cue is None:
        return "no cue", form, ""
    group, word = cue_class(cue, content, source)
    return group, form, word


def wrong_source(page: Page, gold: Gold, found: Sequence[Predicted]) -> tuple[str, str, str]:
    """What a source is that was not found, and whether another was named or none."""
    source = on_tokens(page, gold.sources)
    named = [span for quote in found if (span := on_tokens(page, quote.sources)) is not None]
    verdict = "another named" if named else "none named"
    if source is None:
        return "cleaned away", verdict, ""
    words = [token for token in source if not token.is_punct]
    word = words[0].lower_ if words else ""
    if len(words) == 1 and words[0].tag_ in {"WP", "WDT"}:
        noun = antecedent(words[0])
        right = noun is not None and any(span.start <= noun.i < span.end for span in named)
        return "relative pronoun", "its noun named: right but for the letter" if right else verdict, word
    if len(words) == 1 and words[0].pos_ == "PRON":
        return ("first person" if word in FIRST_PERSON else "pronoun"), verdict, word
    if len(gold.sources) > 1 or any(t.dep_ == "conj" and t.head.i >= source.start for t in words):
        return "several", verdict, word
    if any(token.pos_ == "PROPN" for token in words):
        return ("name" if source.root.pos_ == "PROPN" else "description with a name"), verdict, word
    return "description", verdict, source.root.lemma_.lower()


def antecedent(relative: Token) -> Token | None:
    """The noun that a relative clause modifies, from its pronoun."""
    token = relative
    for _ in range(5):
        if token.dep_.startswith("acl"):
            return token.head
        token = token.head
    return None


def inexact(text: str, gold: Gold, found: Sequence[Predicted]) -> str:
    """How the best of the quotations that find a content departs from it."""
    wanted = letters(text, gold.contents)
    got = max(
        (letters(text, [quote.span]) for quote in found), key=lambda part: len(part & wanted) - len(part - wanted)
    )
    if not got or not wanted:
        return "other"
    if len(gold.contents) > 1:
        return "content in pieces"
    first = "early" if min(got) < min(wanted) else "late" if min(got) > min(wanted) else ""
    last = "goes on" if max(got) > max(wanted) else "stops short" if max(got) < max(wanted) else ""
    begins = f"begins {first}" if first else ""
    return " and ".join(part for part in (begins, last) if part) or "same edges"


def cases(
    page: Page, line: Json, predicted: Sequence[Predicted], same_name: Callable[[str, str], bool]
) -> Iterator[Case]:
    """All errors of one page, of every sort."""
    in_marks = letters(page.text, marked(page.text))
    good_cues: set[tuple[int, int]] = set()
    hitting: set[int] = set()
    for gold in page.gold:
        found, shown = hits(gold, predicted), _shown(page, gold)
        hitting |= {quote.at for quote in found}
        good_cues |= {quote.cue for quote in found if quote.cue and overlaps(quote.cue, gold.cues)}
        if not found:
            yield Case("missed", *missed(page, gold, predicted), shown)
            continue
        if gold.sources and not source_right(page.text, gold, found, same_name):
            yield Case("wrong source", *wrong_source(page, gold, found), shown)
        if not is_exact(page.text, gold, found):
            kind = kind_of(letters(page.text, gold.contents), in_marks)
            yield Case("found, other edges", inexact(page.text, gold, found), kind, "", shown)
    every = [span for gold in page.gold for span in gold.contents]
    seen: set[tuple[int, int]] = set()
    for quote in predicted:
        raw = line["quotes"][quote.at]
        word = raw["cue"]["text"].split()[-1].lower() if raw["cue"] else ""
        shown = f"{page.text[max(0, quote.span[0] - 90) : quote.span[0]]}[{page.text[slice(*quote.span)]}]"
        if quote.at not in hitting:
            yield Case("spurious", raw["explanation"]["rule"], raw["kind"], word, shown)
        if quote.cue and quote.cue not in good_cues | seen:
            seen.add(quote.cue)
            where = "in a gold content" if overlaps(quote.cue, every) else "elsewhere"
            yield Case("cue not in the gold", where, "a find" if quote.at in hitting else "spurious", word, shown)


def _shown(page: Page, gold: Gold) -> str:
    """The attribution in its place: ``{source} <cue> [content]``."""
    signs = [
        (span, pair)
        for spans, pair in zip((gold.contents, gold.sources, gold.cues), ("[]", "{}", "<>"), strict=True)
        for span in spans
    ]
    low, high = min(span[0] for span, _ in signs), max(span[1] for span, _ in signs)
    text = page.text[max(0, low - 60) : high + 40]
    places = [(end, pair[1]) for (_, end), pair in signs] + [(start, pair[0]) for (start, _), pair in signs]
    for at, sign in sorted(places, key=lambda place: -place[0]):
        at -= max(0, low - 60)
        text = text[:at] + sign + text[at:]
    return text


def collect(shared: Path) -> list[Case]:
    """All errors of Rashomon on PolNeAR's development part."""
    scorer = program(shared)
    found: list[Case] = []
    for _, page in read_pages(shared):
        line: Json = dict(annotations_json(annotate(page.document, page.doc)))
        found += cases(page, line, predictions(line, scorer.to_page), scorer.same_name)
    return found


def table(sort: str, found: Sequence[Case], *, words: int = 8) -> Iterator[str]:
    """One Markdown table: a line a group, with its sub-groups and its most frequent words."""
    yield f"\n{sort}: {len(found)}\n\n| group | number | of these | most frequent |\n|---|---|---|---|"
    for group, number in Counter(case.group for case in found).most_common():
        own = [case for case in found if case.group == group]
        parts = ", ".join(f"{part} {n}" for part, n in Counter(c.part for c in own if c.part).most_common())
        often = ", ".join(
            f"{word} {n}" for word, n in Counter(c.word for c in own if c.word).most_common(words) if n > 1
        )
        yield f"| {group} | {number} | {parts} | {often} |"


def main() -> None:
    """Print one table for each sort of error, or a sample to read."""
    parser = argparse.ArgumentParser(prog="python -m bench.attribution_errors", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder of the corpora")
    parser.add_argument("--sample", type=int, default=0, help="print this many cases of chance instead of the counts")
    options = parser.parse_args()
    if not folder(options.shared).is_dir():
        print(f"{folder(options.shared)} is not there: nothing can be measured. Name the corpora with --shared.")
        return
    found = collect(options.shared)
    if options.sample:
        for case in random.Random(7).sample(found, min(options.sample, len(found))):
            print(f"{case.sort} · {case.group} · {case.part} · {case.word}\n    {' '.join(case.shown.split())}")
        return
    for sort in dict.fromkeys(case.sort for case in found):
        print("\n".join(table(sort, [case for case in found if case.sort == sort])))


if __name__ == "__main__":
    main()
