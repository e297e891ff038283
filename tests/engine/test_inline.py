"""Reports go through the stages in order, whatever the number of threads; what fails stays in its place."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import pytest

from rashomon.engine import annotate_documents, read_documents
from rashomon.model import Annotations, Document, Failure, Origin
from rashomon.sources import RawReport

TEXTS = [
    "Ferry Sinks\n\n“We lost the ferry,” harbour master Ines Faro said on Monday. Nobody was hurt.",
    "",
    "Port Shut\n\nThe port will stay shut until Friday, according to the coast guard, which found 12 leaks.",
    "Le port est fermé\n\nLe port restera fermé jusqu’à vendredi, selon les garde-côtes, qui ont trouvé douze fuites "
    "dans la coque du bac pendant la nuit de lundi. Personne n’a été blessé, mais les voyageurs ont attendu jusqu’au "
    "matin avant de pouvoir quitter le quai, et la compagnie ne dit pas quand le service pourra reprendre.",
    "Mate Speaks\n\n“It was too old,” the mate, Tom Berg, told reporters. “It was far too old.”",
]


def raws() -> list[RawReport | Failure]:
    return [
        RawReport(Origin(f"{n}.txt", None, "text/plain", sha256(text.encode()).hexdigest()), text, "text/plain")
        for n, text in enumerate(TEXTS)
    ]


@pytest.mark.parametrize("readers", [1, 2, 4])
def test_results_come_in_order_and_do_not_depend_on_the_threads(readers: int) -> None:
    results = list(annotate_documents(read_documents(raws()), readers=readers))
    assert [type(result) for result in results] == [Annotations, Failure, Annotations, Annotations, Annotations]
    assert results == list(annotate_documents(read_documents(raws()), readers=1))
    found = [quote for result in results if isinstance(result, Annotations) for quote in result.quotes]
    spoken = [quote.span.text for quote in found if quote.marked]
    assert spoken == ["We lost the ferry", "It was too old", "It was far too old."]


def test_what_is_not_english_is_kept_and_not_analysed() -> None:
    french = list(annotate_documents(read_documents(raws())))[3]
    assert isinstance(french, Annotations)
    assert not french.entities
    assert any("not English" in note for note in french.document.notes)


def test_reports_are_read_only_a_few_ahead() -> None:
    taken: list[Document | Failure] = []

    def watched() -> Iterator[Document | Failure]:
        for item in read_documents(raws()[:1] * 50):
            taken.append(item)
            yield item

    results = annotate_documents(watched(), readers=2)
    next(results)
    assert len(taken) <= 4


def test_an_error_in_a_thread_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> None:
        raise RuntimeError("the encoder is broken")

    monkeypatch.setattr("rashomon.engine.inline.parse", broken)
    with pytest.raises(RuntimeError, match="encoder is broken"):
        list(annotate_documents(read_documents(raws())))
