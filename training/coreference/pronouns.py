"""He and she in annotated documents, with the actor that each takes up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from spacy.tokens import Doc, Token

from rashomon.annotate.antecedents import NOBODY, PRONOUNS, chosen
from rashomon.annotate.entities import find_entities
from rashomon.annotate.marks import find_marked
from rashomon.annotate.referents import Referents
from rashomon.model import Entity
from training.coreference.corpus import Text
from training.coreference.ranker import Case


@dataclass(frozen=True)
class Annotated:
    """A document as the program reads it, beside its gold chains."""

    text: Text
    doc: Doc

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        return find_entities(self.text.document, self.doc)

    @cached_property
    def own(self) -> frozenset[int]:
        """The tokens outside of quotation marks."""
        marked = [(m.start, m.end) for m in find_marked(self.text.document)]
        return frozenset(t.i for t in self.doc if not any(start <= t.idx < end for start, end in marked))

    @cached_property
    def mentions(self) -> Mapping[str, list[tuple[int, str]]]:
        """Entity → where its mentions with a gold chain begin, and the chain, in order."""
        return {
            e.id: sorted({(m.span.start, c) for m in e.mentions if (c := self.text.chain_at(m.span.start, m.span.end))})
            for e in self.entities
        }

    def referents(self) -> Referents:
        return Referents(self.text.document, self.doc, self.entities, self.own)

    def pronouns(self) -> list[Token]:
        """He and she in the reporter's words, in order."""
        own = (self.doc[i] for i in sorted(self.own))
        return [t for t in own if t.pos_ == "PRON" and PRONOUNS.get(t.lower_) in {"male", "female"}]

    def right(self, token: Token) -> frozenset[str]:
        """The entities whose nearest gold mention before ``token`` is in its chain."""
        chain = self.text.chain_at(token.idx, token.idx + len(token))
        nearest = {e: max((m for m in found if m[0] < token.idx), default=None) for e, found in self.mentions.items()}
        return frozenset(
            e for e, near in nearest.items() if chain is not None and near is not None and near[1] == chain
        )


def cases(annotated: Annotated) -> Iterator[Case]:
    """The pronouns as choices, those before each of them rightly read."""
    referents = annotated.referents()
    for token in annotated.pronouns():
        kind = PRONOUNS[token.lower_]
        agreement = partial(referents.agreement, kind=kind)
        found = referents.antecedents.candidates(token, agreement)
        every = annotated.right(token)
        right = next((entity for entity in found if entity in every), NOBODY)
        # Where our actors split one person in two, the nearer is right and the other is left out.
        kept = [
            (entity, tuple(names))
            for entity, names in referents.antecedents.features(token, found, agreement)
            if entity == right or entity not in every
        ]
        yield Case(tuple(names for _, names in kept), [entity for entity, _ in kept].index(right))
        if right != NOBODY:
            referents.take(token, right)


def outcomes(annotated: Annotated, weights: Mapping[str, float], margin: float) -> Iterator[tuple[Token, str]]:
    """Each pronoun as the ranker reads it on its own: ``right``, ``wrong`` or ``open``. What is open though
    none of the actors is meant is ``right to leave``."""
    referents = annotated.referents()
    for token in annotated.pronouns():
        kind = PRONOUNS[token.lower_]
        ranked = referents.antecedents.rank(token, partial(referents.agreement, kind=kind), weights)
        best, right = chosen(ranked, margin), annotated.right(token)
        if best is None:
            outcome = "open" if right else "right to leave"
        else:
            referents.take(token, best)
            outcome = "right" if best in right else "wrong"
        yield token, outcome
