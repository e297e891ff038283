"""The corpora readers and the scores, on a treebank of two invented sentences; the floors on the real one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from training.language_pack.conll18 import Word, scores
from training.language_pack.corpora import read_columns, read_conllu, read_iob2, with_gum_kinds, with_roles
from training.language_pack.evaluate import name_scores, raw_text, treebank_scores

from rashomon.language import load

CONLLU = """# newpar id = p1
# sent_id = s1
# text = We don't know.
1\tWe\twe\tPRON\tPRP\tCase=Nom\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tknow\tknow\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = s2
# text = Noll left.
1\tNoll\tNoll\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "x.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return path


def test_the_raw_text_of_a_treebank(treebank: Path) -> None:
    text, words, ranges = raw_text(read_conllu(treebank))
    assert text == "We don't know. Noll left. "
    assert [word.form for word in words] == ["We", "do", "n't", "know", ".", "Noll", "left", "."]
    assert ranges == {(0, 12), (12, 21)}
    assert words[0].head == 3
    assert words[3].head == -1


def test_the_same_words_score_a_hundred(treebank: Path) -> None:
    _, words, ranges = raw_text(read_conllu(treebank))
    assert set(scores(words, words, gold_sentences=ranges, system_sentences=ranges).values()) == {100.0}


def test_a_wrong_head_costs_attachment_and_nothing_else(treebank: Path) -> None:
    _, words, ranges = raw_text(read_conllu(treebank))
    moved = [
        Word(w.form, w.start, w.end, w.upos, w.xpos, w.feats, w.lemma, 6 if n == 7 else w.head, w.deprel)
        for n, w in enumerate(words)
    ]
    moved[7] = Word(".", words[7].start, words[7].end, "PUNCT", ".", "_", ".", 5, "punct")
    result = scores(words, moved, gold_sentences=ranges, system_sentences=ranges)
    assert result["UPOS"] == 100
    assert result["UAS"] == result["LAS"] == pytest.approx(100 * 7 / 8)


def test_names_are_well_formed(tmp_path: Path) -> None:
    path = tmp_path / "x.conll"
    path.write_text("Ilse I-PER\nVarga I-PER\nin O\nMarrow I-LOC\n\n", encoding="utf-8")
    sentence = read_columns(path, {"PER": "PER", "LOC": "LOC"}, {})[0]
    assert sentence.names == ("B-PER", "I-PER", "O", "B-LOC")
    assert sentence.kinds is None
    path.write_text("# sent_id = s1\n1\tMarrow\tB-OTH\t-\t-\n2\tbay\tI-LOC\t-\t-\n\n", encoding="utf-8")
    assert read_iob2(path)["s1"].names == ("O", "B-LOC")


GUM = """# sent_id = s1
1\tDr.\tDr.\tPROPN\tNNP\t_\t2\tcompound\t_\tEntity=(1-person-new-cf1
2\tNoll\tNoll\tPROPN\tNNP\t_\t4\tnsubj\t_\tEntity=1)
3\thas\thave\tAUX\tVBZ\t_\t4\taux\t_\t_
4\tleft\tleave\tVERB\tVBN\t_\t0\troot\t_\t_
5\tthe\tthe\tDET\tDT\t_\t6\tdet\t_\tEntity=(2-organization-new-cf2
6\tUniversity\tUniversity\tPROPN\tNNP\t_\t4\tobj\t_\t_
7\tof\tof\tADP\tIN\t_\t8\tcase\t_\t_
8\tMarrow\tMarrow\tPROPN\tNNP\t_\t6\tnmod\t_\tEntity=(3-place-new-cf3)2)
9\tand\tand\tCCONJ\tCC\t_\t11\tcc\t_\t_
10\tits\tits\tPRON\tPRP$\t_\t11\tnmod:poss\t_\tEntity=(4-object-new-cf4(2-organization-giv-cf2)
11\tboats\tboat\tNOUN\tNNS\t_\t6\tconj\t_\tEntity=4)

"""


def test_gum_entities_are_kinds_of_names(tmp_path: Path) -> None:
    path = tmp_path / "gum.conllu"
    path.write_text(GUM, encoding="utf-8")
    kinds = with_gum_kinds(read_conllu(path), path)[0].kinds
    assert kinds == ("B-PER", "I-PER", "O", "O", "O", "B-ORG", "I-ORG", "I-ORG", "O", "O", "O")


def test_arguments_are_the_heads_of_their_spans(tmp_path: Path, treebank: Path) -> None:
    path = tmp_path / "propbank.jsonl"
    know = {"i": 3, "roleset": "know.01", "args": [[0, 1, "ARG0"], [2, 3, "ARGM-NEG"], [3, 4, "V"], [0, 1, "R-ARG1"]]}
    path.write_text(json.dumps({"words": ["We", "do", "n't", "know", "."], "preds": [know]}) + "\n", encoding="utf-8")
    first, second = with_roles(read_conllu(treebank), path)
    assert first.roles == ((3, ((0, "ARG0"), (2, "ARGM-NEG"))),)
    assert second.roles is None


# Measured with `python -m training.language_pack.evaluate`; they may only rise.
FLOORS = {"UPOS": 95.0, "UAS": 87.5, "LAS": 85.0}
NAME_FLOOR = 77.0


@pytest.mark.shared
def test_raw_text_floors(shared: Path) -> None:
    result = treebank_scores(load(), shared / "data/train/ud_ewt/en_ewt-ud-test.conllu")
    assert {key: result[key] for key in FLOORS if result[key] < FLOORS[key]} == {}


@pytest.mark.shared
def test_name_floor(shared: Path) -> None:
    assert name_scores(load(), shared / "data/train/uner_ewt/en_ewt-ud-test.iob2")["F1"] >= NAME_FLOOR
