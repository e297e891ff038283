"""CoNLL-U: two readers read it, and the spans come back, whole words or not."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import conllu
import pytest
from spacy.tokens import Doc
from spacy.training.converters.conllu_to_docs import conllu_to_docs
from tests.views.exports.sample import everything, naughty, one_quotation, spans

import rashomon
from rashomon.dossier.contract import DossierJSON

FIELDS = [*conllu.parser.DEFAULT_FIELDS]


def sentences(dossier: DossierJSON, **options: Any) -> list[conllu.TokenList]:
    return list(conllu.parse(rashomon.export(dossier, "conllu", **options).decode("utf-8")))


def restored(dossier: DossierJSON) -> set[tuple[str, int, int, str]]:
    """The spans of the comments, with the words that stand there in the report."""
    texts = {doc["id"]: doc["text"] for doc in dossier["documents"]}
    found = set()
    for doc, comments in _comments(rashomon.export(dossier, "conllu").decode("utf-8")):
        for comment in comments:
            start, end = map(int, comment.split()[:2])
            found.add((doc, start, end, texts[doc][start:end]))
    return found


def _comments(data: str) -> list[tuple[str, list[str]]]:
    out: list[tuple[str, list[str]]] = []
    for line in data.split("\n"):
        if line.startswith("# newdoc id = "):
            out.append((unquote(line.removeprefix("# newdoc id = ")), []))
        if line.startswith("# finding = "):
            out[-1][1].append(line.removeprefix("# finding = "))
    return out


@pytest.mark.parametrize("dossier", [everything(), naughty()], ids=["everything", "naughty"])
def test_the_trees_are_trees_and_the_text_is_the_words(dossier: DossierJSON) -> None:
    texts = {doc["id"]: doc["text"] for doc in dossier["documents"]}
    document = ""
    for sentence in sentences(dossier):
        document = sentence.metadata.get("newdoc id", document)
        assert [token["id"] for token in sentence] == [*range(1, len(sentence) + 1)]
        assert sum(token["head"] == 0 for token in sentence) == 1
        assert all((token["head"] == 0) == (token["deprel"] == "root") for token in sentence)
        sentence.to_tree()  # a cycle would leave words out or never end
        words = ""
        for token in sentence:
            start, end = map(int, token["misc"]["TokenRange"].split(":"))
            assert " ".join(texts[document][start:end].split()) == token["form"]
            words += token["form"] + ("" if token["misc"].get("SpaceAfter") == "No" else " ")
        assert words.strip() == sentence.metadata["text"]


def test_every_span_comes_back() -> None:
    for dossier in (everything(), naughty(), one_quotation("ever saf", before="👩\u200d🚒 It was n", after="e there.")):
        assert spans(dossier) <= restored(dossier)


def test_words_name_the_findings_that_they_stand_in() -> None:
    dossier = one_quotation("never safe", before="That tunnel was ", after=", she said.")
    marked = [
        token["form"]
        for sentence in sentences(dossier)
        for token in sentence
        if (token["misc"] or {}).get("Findings") == dossier["quotes"][0]["id"]
    ]
    assert marked == ["never", "safe"]


def test_a_quotation_over_two_sentences_is_one_span() -> None:
    dossier = one_quotation("That tunnel was never safe. Nobody paid for the power.", before="She said: ")
    found = [
        sentence for sentence in sentences(dossier) if any("Findings" in (token["misc"] or {}) for token in sentence)
    ]
    assert len(found) == 2
    assert restored(dossier) == spans(dossier)


def test_spacy_reads_it_back() -> None:
    data = rashomon.export(everything(), "conllu").decode("utf-8")
    (first, *_) = conllu_to_docs(data, n_sents=1, no_print=True)  # type: ignore[no-untyped-call]
    assert isinstance(first, Doc)
    assert [token.text for token in first][:4] == ["Mayor", "Says", "Tunnel", "‘"]
    assert first[1].pos_ == "VERB"


def test_only_the_reports_that_the_chosen_findings_point_into() -> None:
    data = rashomon.export(everything(), "conllu", finding="qg2").decode("utf-8")
    assert len(_comments(data)) == 2
    assert {comment.split()[3] for _, comments in _comments(data) for comment in comments} == {"qg2"}


def test_a_report_in_another_language_is_left_out() -> None:
    dossier = everything()
    dossier["documents"][0]["language"] = "de"
    assert len(_comments(rashomon.export(dossier, "conllu").decode("utf-8"))) == 2


def test_ids_that_the_format_could_not_hold_are_encoded() -> None:
    data = rashomon.export(naughty(), "conllu").decode("utf-8")
    ids = {comment.split()[3] for _, comments in _comments(data) for comment in comments}
    assert {unquote(identity) for identity in ids} >= {"=qg", "q'><b>"}
    assert not any(sign in identity for identity in ids for sign in "=|,\t ")
