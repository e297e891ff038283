"""Cross-document clusters and their gold, on invented reports in the corpus's format."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.coreference_metrics import conll_f1, measure as score
from bench.ecbplus import Row, actor_clusters, as_gold, by_lemma, event_clusters, gold_clusters, measure, stories
from training.same_fact.corpus import Report

from rashomon.annotate.report import annotate
from rashomon.api import finish
from rashomon.language import parse

SENTENCES = {
    "36_1ecb": ["Vidal closed the gate on Monday .", "Roe left ."],
    "36_2ecb": ["The gate was closed by Vidal .", "Nobody saw it ."],
    "36_1ecbplus": ["Novak opened a bridge in Velmar .", "It rained ."],
}
MENTIONS = {
    "36_1ecb": [
        ("ACTION_OCCURRENCE", (0, 1), "ACT1"),
        ("HUMAN_PART_PER", (0, 0), "HUM1"),
        ("ACTION_STATE", (1, 1), ""),
    ],
    "36_2ecb": [("ACTION_OCCURRENCE", (0, 3), "ACT1"), ("HUMAN_PART_PER", (0, 5), "HUM1")],
    "36_1ecbplus": [("ACTION_OCCURRENCE", (0, 1), "ACT2"), ("LOC_GEO", (0, 5), "LOC1"), ("TIME_DATE", (0, 0), "")],
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Three reports of two stories; only their first sentences were checked."""
    rows = ["Topic,File,Sentence Number"]
    for name, sentences in SENTENCES.items():
        topic, _, file = name.partition("_")
        rows.append(f"{topic},{file},0")
        tokens, markables, relations = list[str](), list[str](), list[str]()
        places: dict[tuple[int, int], int] = {}
        for number, sentence in enumerate(sentences):
            for position, word in enumerate(sentence.split()):
                places[number, position] = len(tokens) + 1
                tokens.append(f'<token t_id="{len(tokens) + 1}" sentence="{number}" number="{position}">{word}</token>')
        for m, (kind, place, chain) in enumerate(MENTIONS[name], start=1):
            markables.append(f'<{kind} m_id="{m}"><token_anchor t_id="{places[place]}"/></{kind}>')
            if chain:
                relations.append(f'<CROSS_DOC_COREF r_id="{m}" note="{chain}"><source m_id="{m}"/></CROSS_DOC_COREF>')
        body = "".join([*tokens, "<Markables>", *markables, "</Markables><Relations>", *relations, "</Relations>"])
        path = tmp_path / "ECB+" / topic / f"{name}.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'<Document doc_name="{name}">{body}</Document>', encoding="utf-8")
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text("\n".join(rows), encoding="utf-8")
    return tmp_path


def words(report: Report, runs: tuple[tuple[int, int, str], ...]) -> list[str]:
    return [report.document.text[start:end] for start, end, _ in runs]


def test_each_half_of_a_topic_is_a_story_with_events_and_actors(corpus: Path) -> None:
    first, second = stories(corpus)
    assert [report.story for report in (*first, *second)] == ["36-ecb", "36-ecb", "36-plus"]
    assert {tuple(words(report, report.events)) for report in first} == {("closed",)}
    assert {tuple(words(report, report.actors)) for report in first} == {("Vidal",)}
    assert words(second[0], second[0].actors) == ["Velmar"]
    assert [second[0].document.text[start:end] for start, end in second[0].checked] == [
        "Novak opened a bridge in Velmar."
    ]


def test_gold_chains_run_across_reports(corpus: Path) -> None:
    first, _ = stories(corpus)
    ((one, other),) = [sorted(chain) for chain in gold_clusters(first, "events")]
    assert one[0] != other[0]


def test_mentions_are_the_gold_ones_that_hold_their_heads(corpus: Path) -> None:
    first, _ = stories(corpus)
    docs = {report.document.id: parse(report.document.text) for report in first}
    dossier = finish([annotate(report.document, docs[report.document.id]) for report in first])
    alone = as_gold(event_clusters(dossier), first, "events")
    assert sorted(map(len, alone)) == [2]  # both tell it
    together = as_gold(by_lemma(event_clusters(dossier), docs), first, "events")
    assert together == gold_clusters(first, "events")
    actors = as_gold(actor_clusters(dossier.story), first, "actors")
    assert gold_clusters(first, "actors")[0] in actors
    assert conll_f1(score(gold_clusters(first, "events"), together)) == 1.0


def test_a_mention_counts_once_and_only_in_checked_sentences(corpus: Path) -> None:
    first, _ = stories(corpus)
    report = first[0]
    ((start, end, _),) = report.events
    outside = len(report.document.text) - 2
    doc = report.document.id
    found = as_gold([[(doc, start), (doc, end - 1)], [(doc, start)], [(doc, outside)]], first, "events")
    assert found == [frozenset({(doc, start)})]


def test_rows_add_up() -> None:
    row = Row("events", "Rashomon")
    row.add(score([frozenset({1, 2})], [frozenset({1, 2})]))
    row.add(score([frozenset({3, 4})], [frozenset({3}), frozenset({4})]))
    assert row.stories == 2
    assert row.cells()[:3] == ["events", "Rashomon", "2"]
    assert 0.5 < row.conll < 1.0


def test_without_the_corpus_there_are_no_rows(tmp_path: Path) -> None:
    assert measure(tmp_path) == []
