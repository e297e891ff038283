"""Text dumps: every line ends in a block or in a removed piece, with the reason."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given, settings, strategies as st

from rashomon.cleaning import learn_habits
from rashomon.cleaning.plain import Habits, clean_plain
from rashomon.errors import InputError
from rashomon.model import Document, Origin
from rashomon.sources import RawReport

# One dump: a tag (role or removal reason), a bar, the line.
DUMP = """
navigation | Skip to main content
navigation | Menu
newsletter | Sign up for our newsletter.
newsletter | The week in one letter. Straight to your inbox.
headline | Council Votes to Close the Weir After Second Collapse
deck | Engineers had warned of the northern wall for three years
byline | By Mara Lindqvist
byline | Published March 3, 2022
caption | The weir at Osterfall on Tuesday. (Photo: Jonas Ek)
body | OSTERFALL – The town council voted on Wednesday to close the weir, a day after its wall gave way again.
body | “We cannot ask people to sleep under that wall,” Mayor Agnes Holm said after the vote of ten minutes.
related | Read more: What the engineers wrote in 2019
body | Eleven houses are still without power, according to the county, and the school will stay shut.
advert | Story continues below advertisement
poll | Take our poll - story continues below
poll | Should the weir be rebuilt?
newsletter | • This field is for validation purposes and should be left unchanged.
poll | Completing this poll grants you access to our updates free of charge. You may opt out.
heading | ‘It was a matter of time’
body | Karl Brandt, who fishes at the weir, said that the wall had been leaking for weeks before it fell.
body | “It was a matter of time,” he said.
body | The council has set aside 2.4 million crowns for the work. It did not say who would pay for the cellars.
comments | Join the conversation!
comments | We have no tolerance for comments containing violence or threats. Mark them as spam.
related | Mayor Holm Denies Knowing of Second Report
related | “Nobody showed it to me,” she told the county paper.
related | Osterfall staff ·
related | School Bus Route Changes From Monday
related | The county has published a list of the new stops.
related | Jonas Ek ·
licence | © 2022 Osterfall Courier. All rights reserved.
""".strip()
ROWS = [tuple(line.split(" | ", 1)) for line in DUMP.splitlines()]


def raw(page: str, name: str = "report.txt") -> RawReport:
    return RawReport(Origin(name, None, "text/plain", sha256(page.encode()).hexdigest()), page, "text/plain")


def labels(document: Document) -> dict[str, str]:
    kept = {document.page[block.page_start : block.page_end]: str(block.role) for block in document.blocks}
    return kept | {piece.text: str(piece.reason) for piece in document.removed}


@pytest.fixture(scope="module")
def cleaned() -> Document:
    return clean_plain(raw("\n\n".join(line for _, line in ROWS)))


@pytest.mark.parametrize(("label", "line"), ROWS)
def test_each_line_of_a_dump(cleaned: Document, label: str, line: str) -> None:
    assert labels(cleaned)[line] == label


def test_headline_author_and_date_are_those_of_the_text(cleaned: Document) -> None:
    assert cleaned.title == "Council Votes to Close the Weir After Second Collapse"
    assert cleaned.authors == ("Mara Lindqvist",)
    assert cleaned.published is not None
    assert cleaned.published.value == "2022-03-03"
    assert cleaned.published.evidence[0].text == "March 3, 2022"


def test_every_rule_names_itself(cleaned: Document) -> None:
    assert all(piece.why for piece in cleaned.removed)


PARAGRAPH = (
    "The harbour master said on Monday that the ferry had been taken out of service after an inspection found "
    "rust in two of its four life boats, and that no replacement had been found."
)


@pytest.mark.parametrize(
    ("lines", "authors", "date"),
    [
        (["Ferry Taken Out of Service", PARAGRAPH, PARAGRAPH + " It runs again on Friday."], (), None),
        (["Ferry Taken Out of Service", "Ines Faro", PARAGRAPH, PARAGRAPH], ("Ines Faro",), None),
        (["Ferry Taken Out of Service", "By INES FARO", "Coast Herald", PARAGRAPH, PARAGRAPH], ("Ines Faro",), None),
        (["Ferry Taken Out of Service", "Updated: May 2, 2021", PARAGRAPH, PARAGRAPH], (), None),
        (
            ["Ferry Taken Out of Service", "Ines Faro | May 2, 2021 | 5:08pm", PARAGRAPH],
            ("Ines Faro",),
            "2021-05-02T17:08",
        ),
        # A date in what was removed dates nothing.
        (["Ferry Taken Out of Service", PARAGRAPH, PARAGRAPH, "© 2021 Coast Herald. All rights reserved."], (), None),
        (["Trending: The flood of May 1, 2020", "Ferry Taken Out of Service", PARAGRAPH, PARAGRAPH], (), None),
    ],
)
def test_authors_and_dates(lines: list[str], authors: tuple[str, ...], date: str | None) -> None:
    document = clean_plain(raw("\n\n".join(lines)))
    assert document.authors == authors
    assert (document.published.value if document.published else None) == date
    assert document.title == "Ferry Taken Out of Service"


def test_a_reporter_of_donations_and_newsletters_keeps_the_words() -> None:
    body = [
        "The charity asked its readers to donate on Sunday, and 400 did, according to its treasurer, Olga Prenn.",
        "“Please sign up for our newsletter and donate what you can,” Prenn told the assembly, to laughter.",
        "The assembly voted by 31 to 12 to keep the subscription at nine crowns a month, she said.",
    ]
    document = clean_plain(raw("\n\n".join(["Charity Keeps Its Fee", *body])))
    assert [document.text[block.start : block.end] for block in document.blocks if block.role == "body"] == body


def test_a_hard_wrapped_text_is_read_in_paragraphs() -> None:
    page = """Ferry Taken Out of Service

The harbour master said on Monday that the ferry had been taken out
of service after an inspection found rust in two of its four life
boats, and that no replacement had been found.

A spokesman for the company, who asked not to be named, said that
the rust had been known since last summer and that the boats would
be painted over before the season.
"""
    document = clean_plain(raw(page))
    assert [block.role for block in document.blocks] == ["headline", "body", "body"]


def test_what_three_reports_share_is_their_outlets_habit() -> None:
    shared = "The Courier is a member of the Northern Press Group"
    pages = [
        f"Title of report number {n}\n\n{shared}\n\n{PARAGRAPH} That was day {n}.\n\n{PARAGRAPH}" for n in (1, 2, 3)
    ]
    raws = [raw(page, f"{number}.txt") for number, page in enumerate(pages)]
    habits = learn_habits(raws)
    assert all(labels(clean_plain(item, habits))[shared] == "other" for item in raws)
    assert learn_habits(reversed(raws)) == habits


@pytest.mark.parametrize("page", ["", " \n\n\t", "\u00a0\n"])
def test_a_page_without_text_is_a_named_failure(page: str) -> None:
    with pytest.raises(InputError) as caught:
        clean_plain(raw(page))
    assert caught.value.code == "no-text"


LINE = st.one_of(
    st.text(max_size=60),
    st.sampled_from([line for _, line in ROWS]),
    st.sampled_from([PARAGRAPH, "• Yes", "×", "By", "— ", "1/2", "\u2028", "e\u0301\u200b"]),
)


@settings(max_examples=150)
@given(st.lists(LINE, max_size=25), st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\u2028"]))
def test_every_character_is_kept_or_removed_once(lines: list[str], end: str) -> None:
    page = end.join(lines)
    try:
        document = clean_plain(raw(page), Habits())
    except InputError as error:
        assert error.code == "no-text"
        return
    covered = [0] * len(page)
    for start, stop in [
        *((block.page_start, block.page_end) for block in document.blocks),
        *((piece.page_start, piece.page_end) for piece in document.removed),
    ]:
        for place in range(start, stop):
            covered[place] += 1
    assert all(count == 1 or (count == 0 and char.isspace()) for count, char in zip(covered, page, strict=True))
    for block in document.blocks:
        assert document.text[block.start : block.end] == page[block.page_start : block.page_end]
    assert all(piece.text == page[piece.page_start : piece.page_end] for piece in document.removed)
