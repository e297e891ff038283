"""Synthetic edits must be true to what they say they changed. Every report and person here is invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from random import Random

import pytest
from bench.edits import controls, facts, quotations
from bench.edits.edit import CONTROLS, FACTS, KINDS, QUOTATIONS, Edit, Replacement, Source, edited
from bench.edits.measure import edits_of
from bench.edits.reports import folders, sources
from bench.edits.words import base, inflected, opposites, table, verbs
from hypothesis import given, settings, strategies as st
from spacy.tokens import Token
from tests.compare.reading import document

from rashomon.annotate.report import annotate
from rashomon.language import parse

Make = Callable[[Source], Iterator[Edit]]


def source(text: str) -> Source:
    """A report whose paragraphs are body blocks."""
    doc = parse(text)
    return Source("story", "report", annotate(document(text), doc), doc)


def texts(edits: Iterator[Edit]) -> list[str]:
    return [edit.document.text for edit in edits]


# --- verbs -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "past", "participle", "third", "ing"),
    [
        ("reject", "rejected", "rejected", "rejects", "rejecting"),
        ("close", "closed", "closed", "closes", "closing"),
        ("deny", "denied", "denied", "denies", "denying"),
        ("admit", "admitted", "admitted", "admits", "admitting"),
        ("sell", "sold", "sold", "sells", "selling"),
        ("win", "won", "won", "wins", "winning"),
        ("dismiss", "dismissed", "dismissed", "dismisses", "dismissing"),
        ("free", "freed", "freed", "frees", "freeing"),
        ("obey", "obeyed", "obeyed", "obeys", "obeying"),
    ],
)
def test_forms_of_verbs(verb: str, past: str, participle: str, third: str, ing: str) -> None:
    assert [inflected(verb, tag) for tag in ("VBD", "VBN", "VBZ", "VBG")] == [past, participle, third, ing]
    assert base(past, "VBD") == verb


def test_a_form_that_no_known_verb_has_is_no_place_for_an_edit() -> None:
    assert base("resigne", "VB") is None
    assert base("walked", "VBD") == "walk"
    assert base("sauntered", "VBD") is None


def test_the_tables_name_known_verbs_only() -> None:
    listed = {verb for objects in (True, False) for verb in opposites(with_object=objects)}
    assert listed | set(table("passive")) | set(table("synonyms")) <= verbs()


def test_the_pools_hold_no_word_of_a_story() -> None:
    every = "\n".join(source.text for folder in folders() for source in sources(folder))
    assert not [name for name in (*table("surnames"), *table("places")) if name in every]
    assert not set(table("female")) & set(table("male"))


# --- facts -----------------------------------------------------------------------------------------------------------


def test_a_figure_becomes_another_of_the_same_shape() -> None:
    report = source("About 1,400 sailors lost their berths. The council paid $2.5 million for eleven boats.")
    for text in texts(facts.figures(report, frozenset(), Random(1))):
        changed = [new for old, new in zip(report.text.split(), text.split(), strict=True) if old != new]
        assert len(changed) == 1
    assert len(texts(facts.figures(report, frozenset(), Random(1)))) == 3


@pytest.mark.parametrize(
    "text",
    [
        "More than 300 sailors came to the gate.",  # "more than 480" would not contradict it
        "Between 30 and 40 sailors came to the gate.",
        "“We lost 300 sailors,” Marta Vidal said.",
        "The gate was closed three years ago.",  # a date
        "The council freed 12 sailors and paid 12 sailors.",  # the same figure twice
    ],
)
def test_figures_that_are_left_alone(text: str) -> None:
    assert texts(facts.figures(source(text), frozenset(), Random(1))) == []


def test_no_figure_becomes_another_of_the_story() -> None:
    report = source("The council freed 10 sailors.")
    possible = {float(n) for text in _many(lambda rng: facts.figures(report, frozenset(), rng)) for n in _digits(text)}
    taken = frozenset(sorted(possible)[1:])
    left = {float(n) for text in _many(lambda rng: facts.figures(report, taken, rng)) for n in _digits(text)}
    assert left == possible - taken


def _many(make: Callable[[Random], Iterator[Edit]]) -> list[str]:
    return [text for seed in range(80) for text in texts(make(Random(seed)))]


def _digits(text: str) -> list[str]:
    return [word for word in text.split() if word.isdigit()]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Marta Vidal resigned on Monday.", "weekday"),
        ("The council meets again on Jan. 12 at the gate.", "day of the month"),
        ("Marta Vidal was elected in March.", "month"),
        ("Marta Vidal was elected in 2019.", "year"),
    ],
)
def test_dates(text: str, rule: str) -> None:
    (edit,) = facts.dates(source(text), Random(1))
    assert edit.rule == rule
    ((before, after),) = [(place.before, place.after) for place in edit.places]
    assert text[: before[0]] == edit.document.text[: after[0]]
    assert text[before[0] : before[1]] != edit.document.text[after[0] : after[1]]


def test_a_dateline_is_no_date_of_an_event() -> None:
    report = source("SANDE, Nov. 21 – The council of Sande closed the gate.")
    assert texts(facts.dates(report, Random(1))) == []


def test_a_name_changes_wherever_it_stands_and_keeps_its_sex() -> None:
    report = source("Marta Vidal closed the gate. Luis Roe protested. Later Vidal left the harbour.")
    (edit,) = [edit for edit in facts.names(report, report.text, Random(1)) if "Vidal" not in edit.document.text]
    new = edit.document.text.split()[0]
    assert new in table("female")
    assert len(edit.places) == 3
    assert "Luis Roe protested" in edit.document.text


def test_a_name_inside_a_quotation_is_left_alone() -> None:
    report = source("Marta Vidal closed the gate. “I warned Vidal,” Simon Roe said.")
    changed = texts(facts.names(report, report.text, Random(1)))
    assert all("Vidal" in text for text in changed)


def test_a_place_of_an_event() -> None:
    report = source("The police arrested a sailor in Velmar.")
    (edit,) = facts.places(report, report.text, Random(1))
    assert edit.document.text.removeprefix("The police arrested a sailor in ").rstrip(".") in table("places")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The council closed the gate.", "The council did not close the gate."),
        ("The council has closed the gate.", "The council has not closed the gate."),
        ("The gate was closed on Monday.", "The gate was not closed on Monday."),
        ("The gate will open on Monday.", "The gate will not open on Monday."),
        ("The council did not close the gate.", "The council closed the gate."),
        ("The council has not closed the gate.", "The council has closed the gate."),
    ],
)
def test_negations(before: str, after: str) -> None:
    assert after in texts(facts.negations(source(before)))


@pytest.mark.parametrize(
    "text",
    [
        "The council also closed the gate.",
        "All councillors closed the gate.",
        "The council closed the gate and opened the lock.",
        "“The council closed the gate,” Marta Vidal said.",
        "Nobody closed the gate.",
    ],
)
def test_sentences_whose_negation_would_be_open_are_left_alone(text: str) -> None:
    assert texts(facts.negations(source(text))) == []


def test_an_action_becomes_its_opposite_in_the_same_form() -> None:
    assert texts(facts.actions(source("The council has rejected the plan."), Random(1))) == [
        "The council has approved the plan."
    ] or texts(facts.actions(source("The council has rejected the plan."), Random(1))) == [
        "The council has accepted the plan."
    ]
    assert texts(facts.actions(source("Prices rose by 4 percent."), Random(1))) == ["Prices fell by 4 percent."]
    assert texts(facts.actions(source("The sun rose over the harbour."), Random(1))) == []


# --- quotations ------------------------------------------------------------------------------------------------------


def test_a_quotation_is_cut_at_its_sentences() -> None:
    report = source("“The gate was rotten and old. The council knew it very well,” Marta Vidal said.")
    cut = texts(quotations.cuts(report))
    assert "“The gate was rotten and old,” Marta Vidal said." in cut
    assert "“The council knew it very well,” Marta Vidal said." in cut
    assert "“… The council knew it very well,” Marta Vidal said." in cut


def test_a_cut_leaves_enough_words_and_ends_inside_the_marks() -> None:
    for folder in folders():
        for report in sources(folder):
            for edit in quotations.cuts(report):
                (place,) = edit.places
                (quote,) = [
                    q
                    for q in report.annotations.quotes
                    if q.marked and q.span.start <= place.before[0] and place.before[1] <= q.span.end + 1
                ]
                left = len(quote.span.text) - (place.before[1] - place.before[0])
                assert left >= 10, edit


def test_a_word_of_a_quotation_keeps_its_number_and_article() -> None:
    report = source("“They left us an empty drawer and twenty unpaid bills,” Marta Vidal said.")
    changed = texts(quotations.wordings(report, Random(1)))
    assert any("purse" in text or "cupboard" in text for text in changed)
    assert all("an full" not in text and "an broken" not in text for text in changed)
    assert any(f"unpaid {word}" in text for text in changed for word in ("debts", "invoices"))


def test_a_quotation_goes_to_another_person_of_the_report() -> None:
    report = source("Luis Roe came late. Marta Vidal came early. “The gate was rotten and old,” Vidal said.")
    ((text, place),) = [(e.document.text, e.places[0]) for e in quotations.speakers(report, Random(1))]
    assert text.endswith("Roe said.")
    assert text[slice(*place.after)] == "The gate was rotten and old"


def test_the_channel_beside_a_quotation() -> None:
    report = source("“The gate was rotten and very old,” Marta Vidal said in a statement.")
    (text,) = texts(quotations.channels(report, Random(1)))
    assert "in a statement" not in text
    assert (
        text.removeprefix("“The gate was rotten and very old,” Marta Vidal said ").rstrip(".")
        in table("channels").values()
    )


# --- nothing changed -------------------------------------------------------------------------------------------------

Rule = Callable[[Source, Token], list[Replacement] | None]


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (
            controls.to_passive,
            "The council approved a plan on Monday.",
            "A plan was approved by the council on Monday.",
        ),
        (controls.to_passive, "Police arrested two sailors.", "Two sailors were arrested by police."),
        (controls.to_active, "The gate was closed by the council on Monday.", "The council closed the gate on Monday."),
        (controls.time_first, "The council closed the gate on Monday.", "On Monday, the council closed the gate."),
        (
            controls.clause_first,
            "The council resigned after the gate was opened.",
            "After the gate was opened, the council resigned.",
        ),
        (controls.with_that, "Vidal said the gate was old.", "Vidal said that the gate was old."),
        (controls.with_that, "Vidal said that the gate was old.", "Vidal said the gate was old."),
        (controls.inverted, "“The gate was old,” Vidal said.", "“The gate was old,” said Vidal."),
        (controls.synonym, "The council bought the gate.", "The council purchased the gate."),
    ],
)
def test_paraphrases(rule: Rule, before: str, after: str) -> None:
    report = source(before)
    found = [changes for token in report.doc if (changes := rule(report, token)) is not None]
    assert [edited(report, "paraphrase", "rule", changes).document.text for changes in found] == [after]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (controls.to_passive, "She approved a plan."),
        (controls.to_passive, "The council did not approve a plan."),
        (controls.to_passive, "The council approved a plan and closed the gate."),
        (controls.to_active, "The gate was closed by Monday."),
        (controls.time_first, "The council, which met on Monday, closed the gate."),
        (controls.clause_first, "The council resigned after it opened the gate."),
    ],
)
def test_sentences_that_no_rule_turns(rule: Rule, text: str) -> None:
    report = source(text)
    assert [token for token in report.doc if rule(report, token) is not None] == []


# --- the whole set ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made() -> list[tuple[Source, Edit]]:
    """The edits of three stories."""
    found = []
    for folder in folders()[:3]:
        reports = sources(folder)
        by_name = {report.name: report for report in reports}
        found += [(by_name[edit.report], edit) for edit in edits_of(reports)]
    return found


def test_every_kind_is_there_and_there_are_enough(made: list[tuple[Source, Edit]]) -> None:
    counts = Counter(edit.kind for _, edit in made)
    assert set(counts) == set(KINDS) == {*FACTS, *QUOTATIONS, *CONTROLS}
    assert len(made) > 250


def test_what_is_said_to_be_changed_is_all_that_is_changed(made: list[tuple[Source, Edit]]) -> None:
    for report, edit in made:
        if edit.kind in {"speaker", "channel"}:
            continue  # their place is the quotation that they are about
        old, new, at, there = report.text, edit.document.text, 0, 0
        for place in edit.places:
            assert old[at : place.before[0]] == new[there : place.after[0]], edit
            at, there = place.before[1], place.after[1]
        assert old[at:] == new[there:], edit
        assert (old == new) == (edit.kind == "identical copy")


def test_blocks_and_ids_of_changed_reports(made: list[tuple[Source, Edit]]) -> None:
    for report, edit in made:
        blocks = edit.document.blocks
        assert "\n\n".join(edit.document.text[block.start : block.end] for block in blocks) == edit.document.text
        assert [block.role for block in blocks] == [block.role for block in report.document.blocks]
    assert len({edit.document.id for _, edit in made}) == len(made)


def test_the_same_seed_gives_the_same_edits() -> None:
    reports = sources(folders()[0])
    first, second, other = edits_of(reports, 7), edits_of(reports, 7), edits_of(reports, 8)
    assert first == second
    assert first != other


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 6), st.text("ab ", max_size=5)), max_size=4))
def test_replacements_keep_the_rest(drawn: list[tuple[int, int, str]]) -> None:
    report = source("The council closed the old gate on Monday.\n\nLuis Roe left.")
    changes, at = [], 0
    for start, length, text in sorted(drawn):
        block = report.document.block_at(start)
        if start >= at and block is not None and start + length <= block.end:
            changes.append(Replacement(start, start + length, text))
            at = start + length + 1
    edit = edited(report, "figure", "any", changes)
    kept = report.text
    for change in reversed(changes):
        kept = kept[: change.start] + change.text + kept[change.end :]
    assert edit.document.text == kept
    assert [kept[slice(*place.after)] for place in edit.places] == [change.text for change in changes]


def test_overlapping_replacements_are_refused() -> None:
    report = source("The council closed the old gate.")
    with pytest.raises(ValueError, match="overlap"):
        edited(report, "figure", "any", [Replacement(0, 5, "x"), Replacement(4, 8, "y")])
