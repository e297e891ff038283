"""What kind of source speaks, to whom and when. Every person and place here is invented."""

from __future__ import annotations

import pytest
from tests.annotate.quoting import report

from rashomon.annotate.report import annotate
from rashomon.language import parse
from rashomon.model import Quote


def quotes(text: str) -> tuple[Quote, ...]:
    return annotate(report(text), parse(text)).quotes


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“The gate is shut,” Marta Vidal said on Monday.", "person"),
        ("The Halden Harbour Board said the gate was shut.", "organization"),
        ("“The gate is shut,” a senior official said.", "unnamed"),
        ("The gate was shut, people familiar with the plans said.", "unnamed"),
        ("The letter said the gate was shut.", "document"),
        ("A senior official said on condition of anonymity that the gate was shut.", "anonymous"),
        ("“The gate is shut,” said an aide who asked not to be named.", "anonymous"),
        ("Marta Vidal and Luis Orr said the gate was shut.", "several"),
    ],
)
def test_what_kind_of_source(text: str, kind: str) -> None:
    assert [quote.explanation.details.get("source") for quote in quotes(text)][:1] == [kind]


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("Marta Vidal told reporters that the gate was shut.", "addressee", "reporters"),
        ("“The gate is shut,” Marta Vidal told the Halden Post on Monday.", "addressee", "the Halden Post"),
        ("“The gate is shut,” Marta Vidal said to Luis Orr.", "addressee", "Luis Orr"),
        ("Luis Orr was told by Marta Vidal that the gate was shut.", "addressee", "Luis Orr"),
        ("“The gate is shut,” Marta Vidal wrote in a letter to the council.", "addressee", "the council"),
        ("“The gate is shut,” Marta Vidal said on Monday.", "when", "Monday"),
        ("“The gate is shut,” Marta Vidal said in May 2017.", "when_value", "2017-05"),
        ("An aide said on condition of anonymity that the gate was shut.", "anonymity", "on condition of anonymity"),
    ],
)
def test_to_whom_and_when(text: str, key: str, words: str) -> None:
    details = quotes(text)[0].explanation.details
    assert details.get(key) == words, dict(details)
    if key != "when_value":
        begin = details[f"{key}_at"]
        assert isinstance(begin, int)
        assert text[begin : begin + len(words)] == words


@pytest.mark.parametrize(
    "text",
    ["“The gate is shut,” Marta Vidal said.", "Marta Vidal said the council told the workers about it on Monday."],
)
def test_what_is_said_of_others_is_not_of_this_quotation(text: str) -> None:
    outer = next(quote for quote in quotes(text) if quote.speaker and quote.speaker.name == "Marta Vidal")
    assert not {"addressee", "when", "anonymity"} & outer.explanation.details.keys()
