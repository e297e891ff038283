"""A small dossier of an invented event, built by hand: three reports on the flooding of the Ostrava Street tunnel.

Every span is found by searching for its words, so it equals its slice by construction.
"""

from __future__ import annotations

from collections.abc import Sequence

from bench.dossiers import Line, Reporter, counted, document, entity, find, shared

from rashomon.model import (
    Comparison,
    Coverage,
    Dossier,
    Failure,
    Naming,
    Note,
    Origin,
    Story,
)

HERALD: list[Line] = [
    ("headline", "Mayor Says Tunnel ‘Was Never Safe’ After Flood Traps Dozens"),
    ("byline", "By Ada Lindqvist | March 4, 2021"),
    ("removed", "newsletter", "Get the Morning Herald in your inbox, free."),
    ("body", "The Ostrava Street tunnel filled with water in nine minutes on Wednesday, trapping 41 commuters."),
    (
        "body",
        "“The pumps were switched off because nobody paid for the power, and everybody in this building knew it,” "
        "Mayor Irena Kolb told reporters. “That tunnel was never safe.”",
    ),
    (
        "body",
        "A spokesman for the operator, Brightway, called the mayor “reckless” and said in a statement that the company "
        "“will not stand idly by while the city rewrites its own history”.",
    ),
    ("body", "Repairs will cost about $12 million, Brightway said. Two people are still missing."),
    ("removed", "related", "Read next: Ten tunnels you would rather walk around"),
    ("removed", "donation", "Chip in 3 euros to keep us going."),
]
COURIER: list[Line] = [
    ("headline", "Flooded tunnel: Brightway blames city"),
    ("dateline", "5 March 2021"),
    ("caption", "Divers at the mouth of the tunnel on Thursday."),
    ("body", "At least 50 people were trapped when the Ostrava Street tunnel flooded, police said."),
    (
        "body",
        "“The pumps were switched off … and everybody in this building knew it,” embattled mayor Irena Kolb said.",
    ),
    (
        "body",
        "Kolb’s deputy, Tomas Reyl, warned that the city “will not stand idly by while Brightway rewrites history”. "
        "Repairs will cost $19 million, according to Reyl.",
    ),
    ("body", "“I heard a sound like a train,” said a cyclist who got out. “Then it was dark.”"),
    ("removed", "comments", "Comments are moderated. Be kind."),
]
VOICE: list[Line] = [
    ("headline", "‘Never safe’: what the city knew about its tunnel"),
    ("body", "Nearly 60 commuters were caught in the drowned tunnel. Three remain missing, a fire officer said."),
    ("body", "“That tunnel was never safe,” Kolb said on television, calling Brightway “a cartel of plumbers”."),
    ("body", "The operator has not said what the repair will cost. It ran 14 pumps there, of which two worked."),
]


def tunnel(*, order: Sequence[int] = (0, 1, 2)) -> Dossier:
    """The dossier of the flooded tunnel. ``order`` is the order in which the story lists its reports."""
    herald = Reporter(document(HERALD, outlet="Morning Herald", published="2021-03-04|March 4, 2021"))
    courier = Reporter(document(COURIER, outlet="The Courier", published="2021-03-05|5 March 2021"))
    voice = Reporter(document(VOICE))

    herald.quote("Was Never Safe", speaker=("Irena Kolb", "e1", "Mayor"), kind="partial", cue="Says")
    kolb = ("Irena Kolb", "e1", "Mayor Irena Kolb")
    herald.quote(
        "The pumps were switched off because nobody paid for the power, and everybody in this building knew it",
        speaker=kolb,
        cue="told",
        channel="press conference",
    )
    herald.quote("That tunnel was never safe.", speaker=kolb, channel="press conference")
    herald.quote("reckless", speaker=("spokesman", None, "A spokesman for the operator"), kind="partial")
    herald.quote(
        "will not stand idly by while the city rewrites its own history",
        speaker=("Brightway", "e2", "Brightway"),
        kind="partial",
        cue="said in a statement",
        channel="statement",
    )
    courier.quote(
        "The pumps were switched off … and everybody in this building knew it",
        speaker=("Irena Kolb", "e1", "Irena Kolb"),
        cue="said.",
    )
    courier.quote(
        "will not stand idly by while Brightway rewrites history",
        speaker=("Tomas Reyl", "e3", "Tomas Reyl"),
        kind="partial",
        cue="warned",
    )
    courier.quote("I heard a sound like a train", candidates=("a cyclist", "Tomas Reyl"))
    courier.quote("Then it was dark.", speaker=("a cyclist", None, "a cyclist who got out"))
    voice.quote("Never safe", kind="partial")
    voice.quote("That tunnel was never safe", speaker=("Irena Kolb", "e1", "Kolb"), cue="said on", channel="interview")
    voice.quote("a cartel of plumbers", speaker=("Irena Kolb", "e1", "Kolb"), kind="partial", cue="calling")

    herald.figure("41 commuters", "41", 41, 41, "commuters")
    herald.figure("about $12 million", "$12 million", 12e6, 12e6, "repairs", hedge="about", unit="USD")
    herald.figure("Two people", "Two", 2, 2, "people")
    courier.figure("At least 50 people", "50", 50, None, "people", hedge="at least")
    courier.figure("$19 million", "$19 million", 19e6, 19e6, "repairs", unit="USD")
    voice.figure("Nearly 60 commuters", "60", 60, 60, "commuters", hedge="nearly")
    voice.figure("Three", "Three", 3, 3, "people")
    voice.figure("14 pumps", "14", 14, 14, "pumps")
    herald.time("Wednesday", "2021-03-03")
    courier.time("Thursday", "2021-03-04")
    voice.time("on television", None)
    herald.name("Mayor", "e1", voice="headline")
    herald.name("Mayor", "e1", nth=1)
    courier.name("embattled mayor", "e1", label="epithet")
    courier.name("Kolb’s deputy", "e3", label="role")
    voice.name("a cartel of plumbers", "e2", voice="quoted", label="epithet")
    herald.name("the operator", "e2", label="role")
    voice.name("The operator", "e2", label="role")

    a, b, c = herald.doc, courier.doc, voice.doc
    entities = (
        entity("e1", "Irena Kolb", "person", [find(a, "Irena Kolb"), find(b, "Irena Kolb"), find(c, "Kolb")]),
        entity("e2", "Brightway", "organization", [find(a, "Brightway"), find(b, "Brightway"), find(c, "Brightway")]),
        entity("e3", "Tomas Reyl", "person", [find(b, "Tomas Reyl"), find(b, "Reyl", nth=1)]),
    )
    hq, cq, vq = herald.quotes, courier.quotes, voice.quotes
    hf, cf, vf = herald.figures, courier.figures, voice.figures
    comparison = Comparison(
        quotes=(
            shared(
                "qg1",
                [hq[1], cq[0]],
                ["cut"],
                Note(
                    "cut",
                    "The Courier leaves out “because nobody paid for the power”, with an ellipsis.",
                    (find(a, "because nobody paid for the power"), find(b, "…")),
                ),
            ),
            shared(
                "qg2",
                [hq[4], cq[1]],
                ["speaker", "wording"],
                Note(
                    "speaker",
                    "Said by Brightway in one report and by Tomas Reyl in the other.",
                    (hq[4].span, cq[1].span),
                ),
            ),
            shared("qg3", [hq[2], vq[1]], []),
        ),
        figures=(
            counted(
                "fg1",
                "commuters (trapped)",
                [hf[0], cf[0], vf[0]],
                "conflict",
                "No value fits both “41 commuters” and “At least 50 people”.",
            ),
            counted(
                "fg2",
                "repairs",
                [hf[1], cf[1]],
                "conflict",
                "No value fits both “about $12 million” and “$19 million”.",
            ),
            counted("fg3", "people (missing)", [hf[2], vf[1]], "compatible", "Reports of different days.", [vf[2]]),
        ),
        naming=(
            Naming("e1", {a.id: ("Mayor",), b.id: ("embattled mayor",)}, {}, (find(a, "Mayor"),)),
            Naming(
                "e2",
                {a.id: ("the operator",), c.id: ("The operator",)},
                {c.id: ("a cartel of plumbers",)},
                (vq[2].span,),
            ),
            Naming("e3", {b.id: ("Kolb’s deputy",)}, {}, (find(b, "Kolb’s deputy"),)),
        ),
        coverage=(
            *(Coverage(d.id, "entity", "e1", "present", "named in this report", (find(d, "Kolb"),)) for d in (a, b, c)),
            Coverage(
                a.id,
                "entity",
                "e3",
                "absent",
                "not in this report; named in 1 of 2 other reports",
                (find(b, "Tomas Reyl"),),
            ),
            Coverage(b.id, "entity", "e3", "present", "named in this report", (find(b, "Tomas Reyl"),)),
            Coverage(
                c.id,
                "entity",
                "e3",
                "not-comparable",
                "not in what was read of this report, which looks cut; named in 1 of 2 other reports",
                (find(b, "Tomas Reyl"),),
            ),
        ),
    )
    reports = [reporter.annotations() for reporter in (herald, courier, voice)]
    return Dossier(
        story=Story("The flood in Ostrava Street", tuple(reports[number] for number in order), entities),
        comparison=comparison,
        failures=(
            Failure(
                Origin("pile/empty.txt", None, "text/plain", "0" * 64), "empty", "the file holds no text; remove it"
            ),
        ),
        version="0.0",
        language_pack="test 0",
        first="2021-03-04",
        last="2021-03-05",
    )


def one_report() -> Dossier:
    """The dossier of the first report alone."""
    dossier = tunnel()
    herald = next(report for report in dossier.story.reports if report.document.outlet)
    return Dossier(
        Story("The flood in Ostrava Street", (herald,), dossier.story.entities), Comparison(), (), "0.0", "test 0"
    )


HOSTILE: list[Line] = [
    ("headline", "</title></style></script><script>window.hacked = 1</script>"),
    ("byline", '" onmouseover="window.hacked = 1" x=" \' autofocus onfocus=\'window.hacked = 1'),
    (
        "body",
        "Emoji first: 👩\u200d🚒🏴 e\u0301 z\u0335\u0336 “We never paid \u202eeht llib\u202c,” said "
        "Ana\u200bPaz <b>Ruiz</b>.",
    ),
    ("body", "قال الوزير “لن نغادر المدينة” أمس 250 جندي."),
    ("body", "[bold red]not markup[/] <img src=x onerror=window.hacked=1> {{ 7 * 7 }} {% raw %} <!-- ]]> &lt;"),
    ("body", "javascript:window.hacked=1 data:text/html,<script>window.hacked=1</script>"),
    ("removed", "other", "<iframe src=javascript:window.hacked=1></iframe>\x1b[31m\x00"),
]


def hostile() -> Dossier:
    """A dossier of a report that tries to break out of the page, against a plain one."""
    bad = Reporter(document(HOSTILE, outlet="<script>window.hacked=1</script>"))
    good = Reporter(
        document([("headline", "A bill"), ("body", "“We never paid the bill,” said Ana Paz. 250 soldiers came.")])
    )
    bad.quote(
        "We never paid \u202eeht llib\u202c", speaker=("Ana\u200bPaz <b>Ruiz</b>", "e1", "Ana\u200bPaz <b>Ruiz</b>")
    )
    bad.quote("لن نغادر المدينة", candidates=("<script>window.hacked=1</script>", "'\">"), channel="<i>tweet</i>")
    good.quote("We never paid the bill", speaker=("Ana Paz", "e1", "Ana Paz"))
    bad.figure("250 جندي", "250", 250, 250, "<u>جندي</u>")
    good.figure("250 soldiers", "250", 250, 250, "soldiers")
    bad.time("أمس", None)
    bad.name("<b>Ruiz</b>", "e1", label="epithet")
    a, b = bad.doc, good.doc
    evil = "<script>window.hacked=1</script>"
    return Dossier(
        story=Story(
            f"\u202e{evil}",
            (bad.annotations(), good.annotations()),
            (entity("e1", f"Ana {evil}", "person", [find(a, "Ana\u200bPaz"), find(b, "Ana Paz")]),),
        ),
        comparison=Comparison(
            quotes=(
                shared(
                    "q'><b>",
                    [bad.quotes[0], good.quotes[0]],
                    ["speaker", "channel", "cut", "wording", "addition"],
                    Note(evil, f"“\u202e” {evil}", (bad.quotes[0].span,)),
                ),
            ),
            figures=(counted('f"x', evil, [bad.figures[0], good.figures[0]], "agree", evil),),
            naming=(Naming("e1", {a.id: ("<b>Ruiz</b>",)}, {}, (find(a, "<b>Ruiz</b>"),)),),
            coverage=(Coverage(b.id, "entity", "e1", "absent", f"\"'>{evil}\u202e", (find(a, "Ana\u200bPaz"),)),),
        ),
        failures=(Failure(Origin(f"{evil}.txt", None, "text/plain", "0" * 64), evil, evil),),
        version="0.0",
        language_pack="test 0",
    )


def crowd(number: int) -> Dossier:
    """A dossier of many short reports, every second of which names the mayor; all print the same quotation."""
    reporters = []
    for place in range(number):
        who = "Mayor Irena Kolb" if place % 2 else "The mayor"
        words = f"“That tunnel was never safe,” {who} told station number {place}. " + "Water rose. " * 60
        reporter = Reporter(
            document([("headline", f"Report {place}"), ("body", words.strip())], outlet=f"Outlet {place}")
        )
        reporter.quote("That tunnel was never safe")
        reporters.append(reporter)
    named = [find(reporter.doc, "Irena Kolb") for reporter in reporters if "Irena" in reporter.doc.text]
    rows = [
        Coverage(
            reporter.doc.id,
            "entity",
            "e1",
            "present" if "Irena" in reporter.doc.text else "absent",
            "by hand",
            (find(reporter.doc, "Irena Kolb"),) if "Irena" in reporter.doc.text else (named[0],),
        )
        for reporter in reporters
    ]
    reports = sorted((reporter.annotations() for reporter in reporters), key=lambda report: report.document.id)
    quotes = [reporter.quotes[0] for reporter in reporters]
    return Dossier(
        story=Story("Many reports", tuple(reports), (entity("e1", "Irena Kolb", "person", named),)),
        comparison=Comparison(quotes=(shared("qg1", quotes, []),), coverage=tuple(rows)),
        failures=(),
        version="0.0",
        language_pack="test 0",
    )
