"""Markdown: footnotes with the exact words and their place; nothing of a report is read as markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings, strategies as st
from markdown_it import MarkdownIt
from tests.views.exports.sample import ADDRESS, everything, naughty, one_quotation

import rashomon
from rashomon.dossier.contract import DossierJSON
from rashomon.views.exports.markdown import text
from rashomon.views.visible import plain

READER = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"])


def markdown(dossier: DossierJSON) -> str:
    return rashomon.export(dossier, "markdown").decode("utf-8")


def footnotes(page: str) -> dict[str, str]:
    return dict(re.findall(r"^\[\^(\d+)\]: (.*)$", page, re.MULTILINE))


def test_every_footnote_is_called_once_and_stands_once() -> None:
    for dossier in (everything(), naughty()):
        page = markdown(dossier)
        called = re.findall(r"\[\^(\d+)\](?!:)", page)
        assert called == [str(number) for number in range(1, len(called) + 1)]
        assert list(footnotes(page)) == called


def test_a_footnote_holds_the_words_the_place_and_the_link() -> None:
    dossier = everything()
    quote = dossier["comparison"]["quotes"][1]["quotes"][0]
    span = next(item for item in dossier["quotes"] if item["id"] == quote)
    note = next(note for note in footnotes(markdown(dossier)).values() if "Brightway (statement)" in note)
    assert note == (
        "A Morning Herald; said by Brightway (statement); “will not stand idly by while the city rewrites its own "
        f"history”; characters {span['start']}–{span['end']} of document {span['doc']}; "
        f"<{ADDRESS}#:~:text=will%20not%20stand%20idly%20by%20while%20the%20city%20rewrites%20its%20own%20history>"
    )


@pytest.mark.parametrize(
    "line",
    [
        "# The flood in Ostrava Street",
        "- **A** Morning Herald, Mayor Says Tunnel ‘Was Never Safe’ After Flood Traps Dozens, 4 March 2021, "
        f"<{ADDRESS}>",
        "- **figures compared** repairs: conflict. *No value fits both “about \\$12 million” and “\\$19 million”.*",
        "- **coverage** Tomas Reyl: not in this report. *not in this report; named in 1 of 2 other reports.*",
        "## Who credits whom",
        "- pile/empty.txt: the file holds no text; remove it",
    ],
)
def test_the_page(line: str) -> None:
    assert line in markdown(everything())


def test_a_choice_lists_only_its_own_section_and_reports() -> None:
    page = rashomon.export(everything(), "markdown", only=["copies"]).decode("utf-8")
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == ["Reports", "Same wording"]
    assert re.findall(r"^- \*\*([A-Z])\*\*", page, re.MULTILINE) == ["A", "B"]


def test_nothing_of_a_hostile_report_is_markup() -> None:
    kinds = {
        token.type
        for block in READER.parse(markdown(naughty()))
        for token in [block, *(block.children or [])]
        if token.type not in {"softbreak"}
    }
    assert not {"html_block", "html_inline", "image", "code_inline", "code_block", "fence", "s_open"} & kinds


@settings(deadline=None)
@given(st.one_of(st.text(st.characters(exclude_categories=["Cs"])), st.text("*_`[](){}<>#&;|~!$^:/=@\\w.-+1 \n")))
def test_a_text_is_read_back_as_it_is_shown(words: str) -> None:
    page = READER.parse(f"“{text(words)}”")
    inline = next(token for token in page if token.type == "inline")
    assert {token.type for token in inline.children or []} <= {"text", "text_special"}
    assert "".join(token.content for token in inline.children or []) == f"“{plain(words)}”"


def test_hidden_characters_are_spelled_out() -> None:
    page = markdown(one_quotation("never\u202esafe\u200b", before="👩\u200d🚒 "))
    assert "never⟨RLO⟩safe⟨ZWSP⟩" in page
    assert "\u202e" not in page
