"""Whose words they are: one table of invented sentences for each way in which reporters say so."""

from __future__ import annotations

import pytest
from tests.annotate.quoting import quotes, report

from rashomon.annotate.frames import make_frames, make_runs
from rashomon.annotate.marks import find_marked
from rashomon.language import parse


def speakers(text: str) -> list[str | None]:
    return [quote.speaker.name if quote.speaker is not None else None for quote in quotes(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“We lost the harbour,” said Marta Vidal, the mayor of Halden.", ["Marta Vidal"]),
        ("“We lost the harbour,” Marta Vidal said.", ["Marta Vidal"]),
        ("“Why did the gate fail?” asked Marta Vidal.", ["Marta Vidal"]),
        ("“Why did the gate fail?” Marta Vidal asked.", ["Marta Vidal"]),
        ("“I’m not going to run,” Vidal, who leads the union, told the crowd.", ["Vidal"]),
        ("“I’m not going to run,” Vidal, the union’s longtime leader, said in a brief interview.", ["Vidal"]),
        ("“The vote was a farce,” Marta Vidal tweeted.", ["Marta Vidal"]),
        ("“The gate held,” a spokeswoman for the harbour authority told reporters.",
         ["a spokeswoman for the harbour authority"]),
        ("“He is eager to talk,” Roe’s lawyer said.", ["Roe’s lawyer"]),
        ("“The vote was a farce,” read a statement from Marta Vidal.", ["Marta Vidal"]),
    ],
)  # fmt: skip
def test_a_tag_after_the_words(text: str, names: list[str | None]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Marta Vidal said, “We lost the harbour.”", ["Marta Vidal"]),
        ("In a letter to the council, Marta Vidal wrote: “We lost the harbour.”", ["Marta Vidal"]),
        ("Marta Vidal: “The gate held.”", ["Marta Vidal"]),
        ("Marta Vidal said that the gate “held as designed.”", ["Marta Vidal"]),
        ("Marta Vidal called the plan “a shame” and accused the council of “open theft.”", ["Marta Vidal"] * 2),
        ("The plan, which Marta Vidal described as “a shame,” passed on Monday.", ["Marta Vidal"]),
        ("A spokesman for the harbour authority, Luis Roe, said the gate “held as designed.”", ["Luis Roe"]),
        ("Luis Roe was quoted as saying the plan was “a shame.”", ["Luis Roe"]),
        ("Roe, 54, a former pilot who lost his boat, said the council had shown “no shame at all.”", ["Roe"]),
        ("Senator Marta Vidal, Democrat of Halden, said she was “deeply troubled” by it.", ["Marta Vidal"]),
        ("Marta Vidal vowed to “fight to the last plank.”", ["Marta Vidal"]),
        ("Marta Vidal responded with a curt “No.”", ["Marta Vidal"]),
        ("Asked whether the gate would hold, Marta Vidal replied, “Yes.”", ["Marta Vidal"]),
        ("The indictment says that Luis Roe showed “contempt for the sea.”", ["The indictment"]),
        ("Protesters shouted “shame!” as Roe left.", ["Protesters"]),
        ("Marta Vidal and Luis Roe said they were “appalled.”", ["Marta Vidal and Luis Roe"]),
        ("Roe said Vidal had told him that the gate was “sick.”", ["Vidal"]),
        ("It was Roe who first said the gate was “a bomb.”", ["Roe"]),
        ("Roe — who once called Vidal “a menace” — now praises her “steady hand.”", ["Roe", "Roe"]),
    ],
)
def test_a_cue_before_the_words(text: str, names: list[str | None]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The plan is “a shame,” according to Marta Vidal, who leads the union.", ["Marta Vidal"]),
        ("According to Marta Vidal, the plan is “a shame.”", ["Marta Vidal"]),
        ("The decision was “reckless,” Marta Vidal, the union’s leader, said on Monday.", ["Marta Vidal"]),
        ("Halden, Vidal said, is “a town that forgets nothing.”", ["Vidal"]),
        ("Marta Vidal has apologized for her “thoughtless” remarks.", ["Marta Vidal"]),
        ("“The gate is safe,” Roe wrote. But Vidal said it was “a death trap.”", ["Roe", "Vidal"]),
        (
            "Sen. Marta Vidal (D-Halden) said she was “deeply troubled,” "
            "while Rep. Luis Roe, R-Morrow, called it “nonsense.”",
            ["Marta Vidal", "Luis Roe"],
        ),
    ],
)
def test_cues_further_away(text: str, names: list[str | None]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“It is nonsense,” Roe said. “Nobody,” he added, “believes it.”", ["Roe"] * 3),
        ("“They should all resign,” Marta Vidal said, “every one of them.”", ["Marta Vidal"] * 2),
        ("Marta Vidal went further. “They should all resign,” she said. “All.”", ["Marta Vidal"] * 2),
        ("“I asked him to go,” Marta Vidal said of Luis Roe. “He stayed.”", ["Marta Vidal"] * 2),
        ("“First,” Marta Vidal said. “Second.\n\n“Third.”", ["Marta Vidal"] * 3),
        ("Luis Roe resigned on Monday.\n\n“I have had enough,” he said.\n\n“They never listened.”", ["Luis Roe"] * 2),
    ],
)
def test_words_without_a_tag_of_their_own(text: str, names: list[str | None]) -> None:
    assert speakers(text)[: len(names)] == names


def test_pronouns_follow_the_sex_that_the_text_shows() -> None:
    text = "Mr. Roe met Ms. Vidal on Monday. “It was a good day,” he said. She called it “a waste of time.”"
    assert speakers(text) == ["Roe", "Vidal"]


def test_two_possible_speakers_are_no_speaker() -> None:
    quote = quotes("Marta Vidal and Jo Roe met Kim Ader on Monday. Ader and Roe argued. “It was loud,” she said.")[0]
    if quote.speaker is None:
        assert len(quote.explanation.candidates) == 2
    else:
        pytest.fail(f"a guess between two: {quote.speaker.name}")


def test_a_charge_is_not_the_words_of_the_accused() -> None:
    found = quotes("Luis Roe was convicted of “reckless navigation of a vessel in a harbour.”")
    assert [quote.speaker for quote in found] == [None]


def test_evidence_points_at_the_words_that_name_the_speaker() -> None:
    text = "Marta Vidal runs the harbour. “We lost,” she said."
    quote = quotes(text)[0]
    assert quote.speaker is not None and quote.cue is not None
    assert (quote.speaker.name, quote.speaker.evidence.text, quote.cue.text) == ("Marta Vidal", "she", "said")
    assert quote.explanation.rule == "verb-after-quote"


@pytest.mark.parametrize(
    ("text", "relays"),
    [
        ("“We lost,” Marta Vidal told Channel Nine News.", ["Channel Nine News"]),
        ("“We lost,” Marta Vidal told reporters.", []),
        ("Luis Roe said Marta Vidal called the gate “sick.”", ["Luis Roe"]),
        ("According to Luis Roe, Marta Vidal called the gate “sick.”", ["Luis Roe"]),
    ],
)
def test_relays(text: str, relays: list[str]) -> None:
    assert [source.name for source in quotes(text)[0].via] == relays


@pytest.mark.parametrize(
    ("text", "relays"),
    [
        # A participle shares the occasion of its verb.
        ("“We lost,” Marta Vidal told Channel Nine News, adding that it was “a shame.”", ["Channel Nine News"] * 2),
        # Whom an interviewer asks speaks in that interview, also after another occasion.
        (
            "Marta Vidal defended the gate in an interview on Channel Nine News.\n\n“It was right,” she told host Luis "
            "Roe.\n\nIn a speech to sailors, Vidal spoke of “a new sea.”\n\nAsked by Roe about the cost, Vidal said it "
            "was “a fact of life.”",
            ["Channel Nine News", None, "Channel Nine News"],
        ),
        # What was said to others was said elsewhere.
        (
            "Marta Vidal defended the gate in an interview on Channel Nine News.\n\nVidal told the Sailors Union "
            "“it is over.”",
            [None],
        ),
        # Where somebody was heard may be told at the end.
        (
            "“We lost the 2012 race,” Marta Vidal said.\n\nMarta Vidal appeared on Channel Nine News.",
            ["Channel Nine News"],
        ),
        # An occasion that starts with this sentence is not that of the words before it.
        (
            "“We lost,” Marta Vidal said at a rally.\n\nAsked about the rally on the Channel Nine News programme, Ms. "
            "Vidal, who is 60, stood firm.\n\n“It was right,” she said.",
            [None, "Channel Nine News"],
        ),
    ],
)
def test_relays_are_carried_with_their_occasion(text: str, relays: list[str | None]) -> None:
    found = [[source.name for source in quote.via] for quote in quotes(text)]
    assert found == [[name] if name else [] for name in relays]


def test_a_channel_of_another_subjects_clause_is_not_the_speakers() -> None:
    text = "Luis Roe also issued a statement shortly after Marta Vidal told voters that the vote was “a farce.”"
    quote = quotes(text)[0]
    assert (quote.speaker and quote.speaker.name, quote.channel) == ("Marta Vidal", None)


def test_the_reports_own_outlet_is_no_relay() -> None:

    text = "“We lost,” Marta Vidal told Channel Nine News."
    assert quotes(text, outlet="Channel Nine News")[0].via == ()


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("“We lost,” Marta Vidal said in a statement.", "statement"),
        ("“We lost,” Marta Vidal tweeted.", "tweet"),
        ("“We lost,” Marta Vidal wrote on Twitter.", "tweet"),
        ("“We lost,” Marta Vidal said in an interview on Monday.", "interview"),
        ("“We lost,” Marta Vidal said at a news conference.", "press conference"),
        ("“We lost,” Marta Vidal told reporters.", "remarks to reporters"),
        ("In a letter to the council, Marta Vidal wrote: “We lost.”", "letter"),
        ("“We lost,” Marta Vidal said.", None),
        ("Marta Vidal praised a letter. “We lost,” Luis Roe said.", None),
    ],
)
def test_channels(text: str, channel: str | None) -> None:
    assert quotes(text)[0].channel == channel


def test_a_channel_holds_for_the_speakers_next_words_until_another_occasion() -> None:
    text = (
        "“We lost,” Marta Vidal said in a statement. “It is over.”\n\n"
        "“I am sorry,” she said.\n\n"
        "“I am glad,” she said last year."
    )
    assert [quote.channel for quote in quotes(text)] == ["statement", "statement", "statement", None]


@pytest.mark.parametrize(
    ("text", "names", "rule"),
    [
        ("“The gate should never have been built there.” — Marta Vidal", ["Marta Vidal"], "signature-after-dash"),
        (
            "“The gate should never have been built there.”\n\n— Marta Vidal, sailor\n\nThe town agreed.",
            ["Marta Vidal"],
            "signature-after-dash",
        ),
        ("Sailors were there, like Marta Vidal — “It was a shame for the town.”", ["Marta Vidal"], "dash-after-name"),
        ("The gate, Marta Vidal explained on Monday, was “a death trap.”", ["Marta Vidal"], "parenthetical-cue"),
        ("Marta Vidal said the water was “slow” and “cold.”", ["Marta Vidal"] * 2, "same-sentence"),
        ("Marta Vidal confirmed that Roe resigned and said that it was “overdue.”", ["Marta Vidal"], "governing-verb"),
        ("The union issued a statement calling the vote “a farce and a shame.”", ["The union"], "governing-verb"),
        ("Marta Vidal left the hall on Monday, saying it was “a farce.”", ["Marta Vidal"], "governing-verb"),
        ("Researchers met in Halden. “The sea is rising,” they wrote.", ["Researchers"], "verb-after-quote"),
    ],
)  # fmt: skip
def test_rules_by_their_names(text: str, names: list[str], rule: str) -> None:
    found = quotes(text)
    assert [quote.speaker.name if quote.speaker else None for quote in found] == names
    assert found[-1].explanation.rule == rule


def test_in_a_headline_the_name_before_the_colon_speaks() -> None:
    text = "Marta Vidal: Roe Asked to ‘Sink the Harbour’\n\nThe council met. Luis Roe and Marta Vidal were there."
    quote = quotes(text, headline=True)[0]
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.explanation.rule) == ("Marta Vidal", "colon-after-name")


def test_a_sentence_without_end_is_cut_into_frames() -> None:
    # Work on one frame grows faster than its length, so no frame may be as long as a hostile paragraph.
    text = "“no” and " * 600
    document = report(text.strip())
    doc = parse(document.text)
    runs = make_runs(document, doc, find_marked(document))
    frames = make_frames(document, doc, runs, frozenset({"say"}))
    assert sum(len(frame.runs) for frame in frames) == 600
    assert max(len(frame.items) for frame in frames) < 300
