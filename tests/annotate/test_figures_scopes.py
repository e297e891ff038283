"""For which place and time a figure holds, at what rate, of how many, and whose number it is."""

from __future__ import annotations

import pytest
from tests.annotate.test_figures import report

from rashomon.annotate.report import annotate
from rashomon.language import parse
from rashomon.model import Figure


def figures(text: str) -> dict[str, Figure]:
    """The figures of ``text`` by their numerals."""
    return {figure.number.text: figure for figure in annotate(report(text), parse(text)).figures}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The blast left 40 injured in Lisava.", {"40": ["Lisava"]}),
        ("Hospitals in Lisava treated 40 people on Monday.", {"40": ["Lisava"]}),
        ("Lisava's 40 schools were closed.", {"40": ["Lisava"]}),
        ("The number of injured in Lisava rose to 40.", {"40": ["Lisava"]}),
        ("Forty people were injured in clashes in the port of Lisava on Saturday.", {"Forty": ["Lisava"]}),
        ("Some 4,000 people marched through Lisava.", {"4,000": ["Lisava"]}),
        ("Police put the number of marchers in Lisava at 4,000.", {"4,000": ["Lisava"]}),
        ("Unemployment in Norrland fell to 5 percent.", {"5": ["Norrland"]}),
        ("40 people were injured in Lisava and 12 in Osmund.", {"40": ["Lisava"], "12": ["Osmund"]}),
        ("Forty people were hurt in Lisava and 12 were killed in Osmund.", {"Forty": ["Lisava"], "12": ["Osmund"]}),
        ("In Osmund, 12 boats sank; in Lisava, 40 did.", {"12": ["Osmund"], "40": ["Lisava"]}),
        # whence they come is not where it happened
        ("Twelve people from Osmund were arrested in Lisava.", {"Twelve": ["Lisava"]}),
        # where the source is says nothing of the figure
        ("Police in Osmund said 12 people had been arrested.", {"12": []}),
        ("The ministry in Osmund said that 40 people had been injured in Lisava.", {"40": ["Lisava"]}),
        ("Ana Brock, 31, lives in Lisava.", {"31": []}),
    ],
)  # fmt: skip
def test_the_place_of_a_figure(text: str, places: dict[str, list[str]]) -> None:
    assert {number: [span.text for span in figure.scope.places] for number, figure in figures(text).items()} == places


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Police have made 1,200 arrests since Friday.", {"1,200": ("Friday", "after", None)}),
        ("By Sunday 41 people had died.", {"41": ("Sunday", "before", None)}),
        ("As of Monday, 41 people had died.", {"41": ("Monday", None, None)}),
        ("There were 40 fires in March and 60 in April.", {"40": ("March", None, None), "60": ("April", None, None)}),
        ("The bank cut 300 jobs last year.", {"300": ("last year", None, None)}),
        ("Sales in the third quarter came to $4 million.", {"4 million": ("third quarter", None, "XXXX-35")}),
        ("It sold 40,000 cars in the second quarter of 2018.", {"40,000": ("second quarter of 2018", None, "2018-34")}),
        ("In the first half of 2018 it sold 40,000 cars.", {"40,000": ("first half of 2018", None, "2018-40")}),
        ("Twelve people arrested on Friday were released.", {"Twelve": ("Friday", None, None)}),
        # when it was said is not when it happened
        ("The ministry said on Monday that 40 people had been injured.", {"40": None}),
        # two times leave it open
        ("Between January and March, 300 boats were sold.", {"300": None}),
        ("The toll, 41, is the highest since 2010.", {"41": None}),
    ],
)  # fmt: skip
def test_the_time_of_a_figure(text: str, times: dict[str, tuple[str, str | None, str | None] | None]) -> None:
    found = {}
    for number, figure in figures(text).items():
        scope = figure.scope
        found[number] = (scope.time.text, scope.bound, scope.period) if scope.time is not None else None
    assert found == times


@pytest.mark.parametrize(
    ("text", "number", "per"),
    [
        ("The plant burns 400 tons of coal a day.", "400", "day"),
        ("Police made 30 arrests per week.", "30", "week"),
        ("The clinic sees 60 patients every week.", "60", "week"),
        ("The fare will rise to $3 a ride.", "3", "ride"),
        ("Petrol costs $1.90 a litre.", "1.90", "litre"),
        ("Workers earn 15 euros per hour.", "15", "hour"),
        ("The mine produces 3 million tons annually.", "3 million", "year"),
        ("The mine pays an annual $3 million.", "3 million", "year"),
        ("The ministry counted 12 deaths per 100,000 residents.", "12", "100,000 residents"),
        ("She left 40 people a note.", "40", None),
        ("The boat was sold for $500 a week ago.", "500", None),
    ],
)
def test_what_a_rate_is_counted_by(text: str, number: str, per: str | None) -> None:
    found = figures(text)
    assert found[number].scope.per == per
    assert "100,000" not in found


@pytest.mark.parametrize(
    ("text", "number", "out_of", "of"),
    [
        ("Twelve of the 40 boats sank.", "Twelve", 40, "boats"),
        ("12 of 40 boats sank.", "12", 40, "boats"),
        ("Of the 40 boats, 12 sank.", "12", 40, "boats"),
        ("Of the 200 people aboard, 40 were children.", "40", 200, "people"),
        ("40 out of 200 passengers were children.", "40", 200, "passengers"),
        ("One third of the 60 boats sank.", "One third", 60, "boats"),
        ("Nearly half of the 120 workers walked out.", "half", 120, "workers"),
        ("Two out of three voters stayed at home.", "Two out of three", None, "voters"),
        ("A third of the boats sank.", "A third", None, "boats"),
        ("Half the crew were rescued.", "Half", None, "crew"),
    ],
)
def test_parts_know_their_whole(text: str, number: str, out_of: float | None, of: str) -> None:
    found = figures(text)
    assert (found[number].scope.out_of, found[number].of) == (out_of, of)
    wholes = [figure for figure in found.values() if figure.scope.aspect == "whole"]
    assert [whole.low for whole in wholes] == ([out_of] if out_of is not None else [])
    assert all("verb" not in whole.explanation.details for whole in wholes)


@pytest.mark.parametrize(
    ("text", "aspects"),
    [
        ("Inflation rose to 4.2 percent.", {"4.2": "value"}),
        ("Inflation rose by 0.5 percentage points.", {"0.5": "change"}),
        ("Support fell four points to 38 percent.", {"four": "change", "38": "value"}),
        ("The rate rose from 4 percent to 6 percent.", {"4": "before", "6": "value"}),
        ("The party won 12 seats, up from nine.", {"12": "value", "nine": "before"}),
        ("The party won 12 seats, three more than in 2015.", {"12": "value", "three": "change"}),
        ("Sales rose $4 million to $9 million.", {"4 million": "change", "9 million": "value"}),
        ("The bank told of a 12 percent drop in sales.", {"12": "change"}),
        ("Planes dropped 40 bombs on the town.", {"40": "value"}),
    ],
)
def test_a_change_is_not_the_value(text: str, aspects: dict[str, str]) -> None:
    assert {number: figure.scope.aspect for number, figure in figures(text).items()} == aspects


@pytest.mark.parametrize(
    ("text", "number", "of"),
    [
        ("The death toll rose to 41.", "41", "death toll"),
        ("The toll doubled to 80.", "80", "toll"),
        ("The number of dead climbed to 41.", "41", "dead"),
        ("Police put the number of marchers at 4,000.", "4,000", "marchers"),
        ("Turnout was 61 percent.", "61", "turnout"),
        ("Temperatures reached 41 degrees.", "41", "temperatures"),
        ("The bridge cost $4 million.", "4 million", "bridge"),
        ("The quake had a magnitude of 6.1.", "6.1", "magnitude"),
        ("The party won 12 seats, up from nine.", "nine", "seats"),
        ("The blast left 40 injured.", "40", "injured"),
        ("The crowd of 10,000 cheered.", "10,000", None),
        ("The fund will remain solvent for 75 years.", "75", "years"),
        ("Garrick earned $640,000 last year.", "640,000", None),
    ],
)
def test_what_a_number_without_a_noun_measures(text: str, number: str, of: str | None) -> None:
    assert figures(text)[number].of == of


@pytest.mark.parametrize(
    ("text", "number", "sources", "voice"),
    [
        ("Police put the number of injured at 40.", "40", ["Police"], "own"),
        ("Police put the toll at 41, while the hospital put it at 38.", "38", ["the hospital"], "own"),
        ("Organisers estimated the crowd at 10,000.", "10,000", ["Organisers"], "own"),
        ("The damage was estimated by the ministry at $4 million.", "4 million", ["the ministry"], "own"),
        ("The ministry counted 1,200 cases.", "1,200", ["The ministry"], "own"),
        ("The hospital recorded 12 deaths.", "12", ["The hospital"], "own"),
        ("Police estimates put the crowd at 4,000.", "4,000", ["Police estimates"], "own"),
        ("An official tally shows 41 dead.", "41", ["An official tally"], "own"),
        ("According to police figures, 40 people were injured.", "40", ["police figures"], "own"),
        ("By the ministry's count, 40 boats sank.", "40", ["the ministry's count"], "own"),
        ("Forty people were injured, according to the ministry.", "Forty", ["the ministry"], "own"),
        ("Police told Meridian that 40 people were injured.", "40", ["Police", "Meridian"], "own"),
        ("Ana Brock said “40 wounded” had been brought in.", "40", ["Ana Brock"], "quoted"),
        ("Police arrested 12 people.", "12", [], "own"),
        ("Lisava recorded 1,200 cases in March.", "1,200", [], "own"),
        ("The storm put 40 boats on the beach.", "40", [], "own"),
    ],
)
def test_whose_number_it_is(text: str, number: str, sources: list[str], voice: str) -> None:
    figure = figures(text)[number]
    assert [source.name for source in figure.scope.sources] == sources
    assert figure.voice == voice
    for source in figure.scope.sources:
        span = source.evidence
        assert text[span.start : span.end] == span.text


def test_reported_speech_without_marks_is_named_and_stays_the_reports_own_words() -> None:
    text = "The ministry said that 40 people had been injured."
    annotations = annotate(report(text), parse(text))
    (figure,) = annotations.figures
    (quote,) = annotations.quotes
    assert (figure.by, figure.voice, quote.kind) == (quote.id, "own", "indirect")


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("She died at 84.", [84]),
        ("The mayor turns 60 next week.", [60]),
        ("The oldest victim was 91.", [91]),
        ("Two teenagers, 15 and 17, were hurt.", [15, 17]),
        ("Children under 12 were sent home.", [12]),
        ("The passengers were 91 in all.", []),
        ("Two officers, 12 in all, were hurt.", []),
    ],
)
def test_ages_are_kept_apart_from_counts(text: str, ages: list[int]) -> None:
    found = figures(text).values()
    assert [figure.high for figure in found if figure.noun == "age"] == ages
