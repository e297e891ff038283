"""The trainer of the pronouns' ranker, on choices and a text made up here."""

from __future__ import annotations

import json
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest
from training.coreference.__main__ import most_careful
from training.coreference.corpus import read
from training.coreference.pronouns import Annotated, cases, outcomes
from training.coreference.ranker import Case, fit, loss

from rashomon.language import parse

CONLLU = """# newdoc id = harbour
# newpar
1\tMarta\tMarta\tPROPN\tNNP\t_\t3\tnsubj\t_\tEntity=(1-person-new-cf1-1,2-coref-Marta_Vidal
2\tVidal\tVidal\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
3\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-giv:act-cf1-1-ana)
2\tsold\tsell\tVERB\tVBD\t_\t0\troot\t_\t_
3\ther\ther\tPRON\tPRP$\t_\t4\tnmod:poss\t_\tEntity=(2-object-new-cf2-2-sgl(1-person-giv:act-cf1-1-ana)
4\tboat\tboat\tNOUN\tNN\t_\t2\tobj\t_\tEntity=2)|SpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


@pytest.fixture
def harbour(tmp_path: Path) -> Annotated:
    path = tmp_path / "x.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    (text,) = read(path)
    return Annotated(text, parse(text.document.text))


def test_the_chains_of_a_treebank(harbour: Annotated) -> None:
    text = harbour.text
    assert text.name == "harbour"
    assert text.document.text == "Marta Vidal left. She sold her boat."
    assert [sorted(text.spelled(head) for head, _ in chain) for chain in text.chains] == [["Marta", "She", "her"]]
    assert text.chain_at(0, 11) == text.chain_at(18, 21) == "0"
    assert text.chain_at(31, 35) is None


def test_each_pronoun_is_a_choice_with_the_right_one_marked(harbour: Annotated) -> None:
    found = list(cases(harbour))
    assert [case.right for case in found] == [0, 0]
    assert all(case.candidates[-1][0] == "nobody" for case in found)
    assert "pronoun 0" in found[1].candidates[0], "the first pronoun is a mention for the second"


def test_what_the_ranker_reads(harbour: Annotated) -> None:
    certain = {"alone": 5.0}
    assert [outcome for _, outcome in outcomes(harbour, certain, 1.0)] == ["right", "right"]
    assert [outcome for _, outcome in outcomes(harbour, certain, 6.0)] == ["right", "right"], "a margin parts two"
    assert [outcome for _, outcome in outcomes(harbour, {"nobody": 5.0}, 1.0)] == ["open", "open"]


NEAR_IS_RIGHT = [Case((("near",), ("far",)), 0)] * 9 + [Case((("far",), ("near",)), 0)]


def test_the_weights_are_those_of_the_odds() -> None:
    weights = fit(NEAR_IS_RIGHT, penalty=1e-6)
    assert weights["near"] - weights["far"] == pytest.approx(2.197, abs=0.01), "nine to one"
    assert loss(NEAR_IS_RIGHT, weights) < loss(NEAR_IS_RIGHT, {})


def test_a_penalty_shrinks_and_the_rare_have_no_weight() -> None:
    assert fit(NEAR_IS_RIGHT, penalty=10.0)["near"] < fit(NEAR_IS_RIGHT, penalty=1.0)["near"]
    assert "once" not in fit([*NEAR_IS_RIGHT, Case((("near", "once"), ("far",)), 0)], penalty=1.0)
    assert fit(NEAR_IS_RIGHT, penalty=1.0) == fit(NEAR_IS_RIGHT, penalty=1.0)


def test_of_margins_that_do_as_well_the_widest() -> None:
    counts = {
        0.0: Counter(right=50, wrong=5),
        0.5: Counter(right=48, wrong=4, open=3),
        2.0: Counter(right=10, wrong=0, open=45),
    }
    assert most_careful(counts) == 0.5


def test_the_model_that_ships_says_where_it_is_from() -> None:
    data = json.loads(resources.files("rashomon.annotate").joinpath("antecedents.json").read_text(encoding="utf-8"))
    assert "GUM" in data["source"] and "CC BY" in data["source"]
    assert data["margin"] > 0
    assert data["weights"]["last 0"] > data["weights"]["last 5-8"]
