"""The contract's object → its findings in one fixed order, each in words and with every place that it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from rashomon.dossier import decode
from rashomon.dossier.contract import (
    ClaimGroupJSON,
    ClaimJSON,
    DossierJSON,
    ExplanationJSON,
    FigureJSON,
    NameJSON,
    QuoteJSON,
    SpanJSON,
    disputing,
)
from rashomon.views.board import counts
from rashomon.views.exports.findings import Finding, Place, Report, Role, reports
from rashomon.views.words import (
    DIFFERENCES,
    VERDICTS,
    count,
    date_words,
    decided_by,
    interval_words,
    shorten,
    undecided_words,
)

CLAIM_VERDICTS = {
    "corroborated": "told independently by more than one report",
    "same-origin": "told by more than one report, all from one origin",
    "single": "told by one report only",
    "disputed": "disputed",
}
COVERAGE = {"present": "in this report", "absent": "not in this report", "not-comparable": "not comparable"}
ORIGINS = {"credit": "credits", "same-wording": "has the same wording as", "quotation": "quotes"}


def gather(dossier: DossierJSON) -> tuple[Finding, ...]:
    """Every finding of ``dossier``: the compared ones of a kind first, then the single ones in the order of the text.

    Ids are unique; where two findings would share one, the later gets ``#2``, ``#3``, …
    """
    told = _Teller(dossier)
    found = [
        *told.quotes(),
        *told.figures(),
        *told.claims(),
        *told.naming(),
        *told.coverage(),
        *told.origins(),
        *told.copies(),
        *told.timeline(),
    ]
    seen: Counter[str] = Counter()
    out = []
    for finding in found:
        seen[finding.id] += 1
        number = seen[finding.id]
        unique = finding.id if number == 1 else f"{finding.id}#{number}"
        out.append(replace(finding, id=unique, subject=finding.id))
    return tuple(out)


def said_by(quote: QuoteJSON) -> str:
    """``said by Irena Kolb, via Harbour Radio (statement)``; two candidates left are both named."""
    speaker = quote["speaker"]
    words = f"said by {speaker['name']}" if speaker else "speaker not named"
    if speaker is None and quote["explanation"]["candidates"]:
        words = "speaker not decided: " + undecided_words(quote["explanation"]["candidates"])
    words += "".join(f", via {relay['name']}" for relay in quote["via"])
    return words + (f" ({quote['channel']})" if quote["channel"] else "")


def asserted_by(claim: ClaimJSON) -> str:
    """Whose assertion a claim is: the sources, the innermost first, or the report itself."""
    return ", as told by ".join(source["name"] for source in claim["by"]) or "the report itself"


def _place(span: SpanJSON, says: str = "", role: Role = "place") -> Place:
    kept: SpanJSON = {"doc": span["doc"], "start": span["start"], "end": span["end"], "text": span["text"]}
    return Place(span["doc"], kept, role, says)


def _why(explanation: ExplanationJSON | None) -> tuple[str, str]:
    """Reason and rule."""
    return (explanation["reason"], explanation["rule"]) if explanation else ("", "")


class _Teller:
    """Holds the look-up tables of one dossier while its findings are put into words."""

    def __init__(self, dossier: DossierJSON) -> None:
        self.dossier = dossier
        self.comparison = dossier["comparison"]
        self.reports: dict[str, Report] = reports(dossier)
        self.by_id = {quote["id"]: quote for quote in dossier["quotes"]}
        self.figure_by_id = {figure["id"]: figure for figure in dossier["figures"]}
        self.claim_by_id = {claim["id"]: claim for claim in dossier["claims"]}
        self.first_quote = {group["id"]: group["quotes"][0] for group in self.comparison["quotes"] if group["quotes"]}
        self.first_claim = {group["id"]: group["claims"][0] for group in self.comparison["claims"] if group["claims"]}
        self.rank = {doc: number for number, doc in enumerate(self.reports)}
        self.names = {entity["id"]: entity["name"] for entity in dossier["entities"]}

    def order(self, span: SpanJSON) -> tuple[int, int, int]:
        """Reports as they are listed everywhere, then the order of the text."""
        return self.rank[span["doc"]], span["start"], span["end"]

    def called(self, identity: str) -> str:
        """A document by its siglum and outlet, an entity by its name, anything else by its id."""
        report = self.reports.get(identity)
        if report:
            return f"{report.siglum} ({report.outlet or 'outlet unknown'})"
        return self.names.get(identity, identity)

    def quotes(self) -> Iterator[Finding]:
        for group in self.comparison["quotes"]:
            members = sorted((self.by_id[quote] for quote in group["quotes"]), key=self.order)
            number = len({quote["doc"] for quote in members})
            differs = ", ".join(DIFFERENCES[kind][1] for kind in group["differs"]) or "printed alike"
            places = [_place(quote, said_by(quote)) for quote in members]
            places += [_place(span, note["text"]) for note in group["notes"] for span in note["evidence"]]
            reason, rule = _why(group["explanation"])
            yield Finding(
                "quotes",
                "same quotation",
                group["id"],
                f"in {count(number, 'report')}: {differs}",
                tuple(places),
                reason,
                rule,
                _speakers(*members),
            )
        for quote in sorted(self.dossier["quotes"], key=self.order):
            reason, rule = _why(quote["explanation"])
            yield Finding(
                "quotes",
                "quotation",
                quote["id"],
                f"{quote['kind']} quotation, {said_by(quote)}",
                (_place(quote),),
                reason,
                rule,
                _speakers(quote),
            )

    def figures(self) -> Iterator[Finding]:
        for group in self.comparison["figures"]:
            members = sorted((self.figure_by_id[figure] for figure in group["figures"]), key=self.order)
            near = sorted((self.figure_by_id[figure] for figure in group["neighbours"]), key=self.order)
            places = [_place(figure, self._read_as(figure)) for figure in members]
            places += [
                _place(figure, f"looks alike, is something else: {self._read_as(figure)}", "neighbour")
                for figure in near
            ]
            yield Finding(
                "figures",
                "figures compared",
                group["id"],
                f"{group['of']}: {VERDICTS[group['verdict']][1]}",
                tuple(places),
                group["reason"],
                _why(group.get("explanation"))[1],
            )
        for figure in sorted(self.dossier["figures"], key=self.order):
            reason, rule = _why(figure["explanation"])
            quoted = self.by_id.get(figure["by"] or "")
            own = "in the report’s own words" if quoted else "in the report’s own voice"
            voice = own if figure["voice"] == "own" else "in quoted words"
            given = [source["name"] for source in figure["scope"]["sources"]] if "scope" in figure else []
            told = f", as told by {', as told by '.join(given)}" if given else ""
            says = f"{self._read_as(figure)}, {voice}" + (f", {said_by(quoted)}" if quoted else told)
            entities = _speakers(quoted) if quoted else ()
            yield Finding("figures", "figure", figure["id"], says, (_place(figure),), reason, rule, entities)

    def _read_as(self, data: FigureJSON) -> str:
        """``41 (people; Osmund; on Monday)``: the interval, what is counted, for what it holds."""
        figure = decode.figure(data)
        counted = counts(figure, self.reports[data["doc"]].doc["text"])
        return interval_words(figure) + (f" ({counted})" if counted else "")

    def claims(self) -> Iterator[Finding]:
        for group in self.comparison["claims"]:
            members = sorted((self.claim_by_id[claim] for claim in group["claims"]), key=self.order)
            origins = count(group["independent_origins"], "independent origin")
            named = f" ({', '.join(map(self.called, group['origins']))})" if group["origins"] else ""
            yield Finding(
                "claims",
                "same claim",
                group["id"],
                f"{CLAIM_VERDICTS[group['verdict']]}{self._decided(group)}; {origins}{named}",
                tuple(_place(claim, self._told(claim, group)) for claim in members),
                group["reason"],
                _why(group.get("explanation"))[1],
                _asserters(*members),
            )
        for claim in sorted(self.dossier["claims"], key=self.order):
            reason, rule = _why(claim.get("explanation"))
            yield Finding(
                "claims", "claim", claim["id"], _asserted(claim), (_place(claim),), reason, rule, _asserters(claim)
            )

    def _decided(self, group: ClaimGroupJSON) -> str:
        words = decided_by(_details(group).get("decided_by", ""))
        return f" ({words})" if words else ""

    def _told(self, claim: ClaimJSON, group: ClaimGroupJSON) -> str:
        """Whose claim it is, and of one that disputes the others what it speaks against."""
        against, answers = disputing(group)
        told = self.claim_by_id.get(str(_details(group).get("representative")))
        if told is None or claim["id"] not in against:
            return _asserted(claim)
        verb = "denies or puts aside" if claim["id"] in answers else "cannot be so together with"
        return f"{verb} “{shorten(told['text'], 150)}”; {_asserted(claim)}"

    def naming(self) -> Iterator[Finding]:
        compared = {row["entity"]: row["by_document"] for row in self.comparison["naming"]}
        named: dict[str, list[NameJSON]] = {}
        for name in sorted(self.dossier["names"], key=self.order):
            named.setdefault(name["entity"], []).append(name)
        for entity in [*compared, *(entity for entity in named if entity not in compared)]:
            places, printed = [], set()
            for name in named.get(entity, []):
                voice = "quoted" if name["voice"] == "quoted" else "own"
                printed.add((name["doc"], voice, name["text"]))
                speaker = name["speaker"] and self.names.get(name["speaker"])
                words = {"own": "own voice", "quoted": "quoted voice"}.get(name["voice"], name["voice"])
                places.append(_place(name, f"{name['label']}, {words}" + (f" of {speaker}" if speaker else "")))
            # A label of the comparison that no single finding places: shown with its report, without characters.
            for doc, labels in sorted(compared.get(entity, {}).items(), key=lambda item: self.rank[item[0]]):
                voices = (("own", "own voice", labels["own"]), ("quoted", "quoted voice", labels["quoted"]))
                for voice, words, texts in voices:
                    places += [
                        Place(doc, None, says=f"“{text}”, {words}; its place is not recorded")
                        for text in texts
                        if (doc, voice, text) not in printed
                    ]
            says = f"how {self.names[entity]} is called"
            yield Finding("naming", "naming", f"naming:{entity}", says, tuple(places), "", "", (entity,))

    def coverage(self) -> Iterator[Finding]:
        for row in self.comparison["coverage"]:
            kind = "entity" if "entity" in row else "claim" if "claim" in row else "quote"
            target = row.get("entity") or row.get("claim") or row.get("quote") or ""
            here = [span for span in row.get("evidence", []) if span["doc"] == row["doc"]]
            there = [span for span in row.get("evidence", []) if span["doc"] != row["doc"]]
            places = [_place(span) for span in here] or [Place(row["doc"], None)]
            places += [_place(span, "has it", "elsewhere") for span in there]
            yield Finding(
                "coverage",
                "coverage",
                f"coverage:{row['doc']}:{target}",
                f"{self._target(kind, target)}: {COVERAGE[row['state']]}",
                tuple(places),
                row["reason"],
                "",
                (target,) if kind == "entity" else (),
            )

    def _target(self, kind: str, target: str) -> str:
        if kind == "entity":
            return self.names.get(target, target)
        words, first = (self.claim_by_id, self.first_claim) if kind == "claim" else (self.by_id, self.first_quote)
        item = words.get(target) or words.get(first.get(target, ""))
        return f"the {'claim' if kind == 'claim' else 'quotation'} “{item['text'] if item else target}”"

    def origins(self) -> Iterator[Finding]:
        for link in self.comparison["origins"]:
            source, target = link["from"], link["to"]
            yield Finding(
                "origins",
                "origin",
                f"origin:{source}:{target}:{link['basis']}",
                f"{self.called(source)} {ORIGINS[link['basis']]} {self.called(target)}",
                tuple(_place(span) for span in link["evidence"]),
                str(link.get("reason", "")),
                "",
                tuple(identity for identity in (source, target) if identity in self.names),
            )

    def copies(self) -> Iterator[Finding]:
        for copy in self.comparison["copies"]:
            both = sorted(copy["docs"], key=self.rank.__getitem__)
            shares = ", ".join(
                f"{copy['share'][doc] * 100:.0f} % of {self.called(doc)}" for doc in both if doc in copy["share"]
            )
            kinds = copy.get("kinds", [])
            passages = [
                _place(span, f"passage {number}" + (f", {kinds[number - 1]}" if number <= len(kinds) else ""))
                for number, pair in enumerate(copy["spans"], 1)
                for span in pair
            ]
            way = " → ".join(self.called(doc) for doc in copy["direction"].split("→")) if copy["direction"] else ""
            direction = f"; direction: {way}" if way else "; the text does not say in which direction"
            yield Finding(
                "copies",
                "same wording",
                f"copy:{':'.join(both)}",
                f"{' and '.join(map(self.called, both))} share wording: {shares}{direction}",
                (*passages, *(_place(span, "gives the direction") for span in copy.get("evidence", []))),
                copy["reason"],
            )

    def timeline(self) -> Iterator[Finding]:
        for entry in self.comparison["timeline"]:
            claim = self.claim_by_id.get(entry["what"])
            what = f": {claim['text']}" if claim else ""
            yield Finding(
                "timeline",
                "event",
                f"event:{entry['when']}:{entry['what']}",
                f"{date_words(entry['when'])}{' (inferred)' if entry['basis'] == 'inferred' else ''}{what}",
                tuple(_place(span) for span in entry["evidence"]),
            )
        for number, time in enumerate(sorted(self.dossier["times"], key=self.order), 1):
            reason, rule = _why(time.get("explanation"))
            says = date_words(time["value"]) if time["value"] else "date not resolved"
            identity = time.get("id", f"time:{number}")
            yield Finding("timeline", "date", identity, says, (_place(time),), reason, rule)


def _details(group: ClaimGroupJSON) -> Mapping[str, str | int | float]:
    return group["explanation"]["details"] if "explanation" in group else {}


def _asserted(claim: ClaimJSON) -> str:
    return f"{claim['modality']}; asserted by {asserted_by(claim)}"


def _speakers(*quotes: QuoteJSON) -> tuple[str, ...]:
    sources = [source for quote in quotes for source in [*filter(None, [quote["speaker"]]), *quote["via"]]]
    return tuple(dict.fromkeys(source["entity"] for source in sources if source["entity"]))


def _asserters(*claims: ClaimJSON) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source["entity"] for claim in claims for source in claim["by"] if source["entity"]))
