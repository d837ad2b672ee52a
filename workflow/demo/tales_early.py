"""The quartiere in the planning phase: from just begun to the start of carrying out."""

from __future__ import annotations

from workflow.core import commands as c
from workflow.core.state import Action, Level, Outcome
from workflow.demo.people import VILLAGE
from workflow.demo.tale import Duty, Moment, Now, Said, Tale

PETRA, AYLIN, LENA, TOM, NELE = (
    "Petra Voss",
    "Aylin Demir",
    "Lena Fuchs",
    "Tom Brandt",
    "Nele Hoffmann",
)


def assessed(days_ago: int, who: str, level: Level, reason: str) -> Moment:
    """Return somebody's judgement of how it is going."""
    return Moment(days_ago, who, lambda _: c.AssessSituation(level=level, reason=reason))


def commented(days_ago: int, who: str, text: str, holder: str = "", thing: str = "") -> Moment:
    """Return a comment on the quartier, a step or an item."""
    return Moment(days_ago, who, lambda _: c.AddComment(text=text, holder=holder, thing=thing))


def assigned(days_ago: int, by: str, holder: str, item: str, to: str) -> Moment:
    """Return that an item is given to somebody."""
    return Moment(
        days_ago,
        by,
        lambda now: c.AssignItem(holder=holder, item=item, account=now.accounts[to]),
    )


def _handed_over(now: Now) -> c.HandOver:
    return c.HandOver(
        role="manager",
        giver=now.accounts[LENA],
        taker=now.accounts[AYLIN],
        note="Lena Fuchs übernimmt die Weststadt. Gespräch geführt, Schlüssel und Telefon übergeben.",
    )


TALAUE = Tale(
    key="talaue",
    shows="gerade begonnen",
    days_ago=4,
    manager=AYLIN,
    moments=(
        commented(
            2, PETRA, "Willkommen. Der erste Termin mit den Ämtern steht: Donnerstag, 10 Uhr."
        ),
    ),
)

ZIEGELHUETTE = Tale(
    key="ziegelhuette",
    shows="ein Verein trägt den Prozess, das Leitbild ist in Arbeit",
    days_ago=40,
    manager=NELE,
    coordinator="Ines Kaya",
    variant=1,
    delays={"quartier": 70},
    moments=(
        assessed(12, NELE, Level.ON_TRACK, "Der Entwurf steht, die Werkstatt war gut besucht."),
        commented(
            9, "Ines Kaya", "Die Stadt gibt die Stellungnahme im nächsten Rat ab.", "leitbild"
        ),
    ),
)

WESTSTADT = Tale(
    key="weststadt",
    shows="mitten in der Analyse, seit Wochen ohne Bewegung, Lage veraltet",
    days_ago=124,
    manager=LENA,
    developer=NELE,
    variant=2,
    paces={"leitbild": 0.5},
    delays={"partner": 80},
    leaves=frozenset({"analyse.strukturdaten"}),
    stops_days_ago=34,
    moments=(
        assessed(76, LENA, Level.AT_RISK, "Die Statistikstelle liefert erst nach dem Umzug."),
        commented(
            36,
            LENA,
            "Dritte Anfrage an die Statistikstelle ist heraus.",
            "analyse",
            "strukturdaten",
        ),
    ),
)

MUEHLBACH = Tale(
    key="am-muehlbach",
    shows="die Freigabe der Analyse kam mit Forderungen zurück",
    days_ago=182,
    manager=AYLIN,
    developer=TOM,
    delays={"partner": 120},
    answers={
        "analyse.lenkung": (
            Said(
                Outcome.RETURNED,
                "Die Ergebnisse der Begehung an der Bleiche fehlen auf der Karte, und es ist nicht "
                "benannt, wen die Befragung nicht erreicht hat. Bitte beides bis zur nächsten Sitzung "
                "ergänzen.",
            ),
        ),
    },
    moments=(
        assessed(95, AYLIN, Level.ON_TRACK, "Die Befragung läuft, der Rücklauf ist gut."),
        assessed(4, AYLIN, Level.AT_RISK, "Die Freigabe kam zurück. Das kostet uns eine Sitzung."),
        commented(
            3,
            TOM,
            "Die Fotos von der Bleiche habe ich noch, ich lade sie hoch.",
            "analyse",
            "begehung",
        ),
    ),
)

BAHNHOFSVIERTEL = Tale(
    key="bahnhofsviertel",
    shows="eine Freigabe mit Ausnahmen wartet auf die Koordination",
    days_ago=134,
    manager=LENA,
    developer=TOM,
    variant=1,
    aside={
        "partner.sektoren": "Eine Kirche mit eigenem Haus gibt es im Viertel nicht, die Stadtmission "
        "vertritt sie. Sechs Sektoren sind so nicht zu erreichen.",
    },
    holds=frozenset({"partner.ausnahme"}),
    moments=(
        assessed(15, LENA, Level.ON_TRACK, "Die Partner stehen, nur der Raum macht Sorgen."),
        commented(5, LENA, "Der zweite Vermieter hat sich gemeldet. Besichtigung am Freitag."),
    ),
)

LINDENHOF = Tale(
    key="lindenhof",
    shows="Wechsel im Management, Vorschlag, Freigabe mit geänderten Zahlen",
    days_ago=212,
    manager=LENA,
    developer=TOM,
    delays={"partner": 150, "ziele": 90},
    holds=frozenset({"analyse.bestaetigung"}),
    answers={
        "leitbild.lenkung": (
            Said(
                Outcome.GIVEN,
                "Die Lenkungsgruppe trägt das Leitbild. Der Satz zu Familien ist ihr wichtig.",
            ),
        ),
        "quartier.lenkung": (
            Said(
                Outcome.APPROVED_WITH_OBLIGATIONS,
                "Der Zuschnitt leuchtet ein. Die Häuser am Park müssen noch gefragt werden.",
                (
                    Duty(
                        "Die Häuser am Park in einem Brief fragen, ob sie sich zugehörig fühlen",
                        60,
                        "manager",
                        "31 Antworten, 27 sagen ja. Die Grenze bleibt.",
                    ),
                ),
            ),
        ),
    },
    moments=(
        assessed(120, LENA, Level.ON_TRACK, "Alles im Zeitplan."),
        Moment(
            101,
            LENA,
            lambda _: c.Propose(
                action=Action.HAND_OVER,
                text="Ich übernehme im Herbst die Weststadt. Aylin kennt den Lindenhof schon.",
            ),
        ),
        Moment(
            92,
            PETRA,
            lambda _: c.SettleProposal(
                proposal="1", accepted=True, reason="Mit beiden besprochen."
            ),
        ),
        Moment(90, PETRA, _handed_over),
        assigned(40, AYLIN, "partner", "erstinformation", TOM),
        assessed(20, AYLIN, Level.AT_RISK, "Die Wohnbau zögert mit der Absichtserklärung."),
        commented(18, PETRA, "Ich rufe den Vorstand der Wohnbau an.", "partner", "verbindlich"),
        Moment(
            10,
            AYLIN,
            lambda _: c.ChangeRecord(
                register="strukturdaten",
                number=1,
                values={"haushalte": "2110", "einpersonen-65plus": "361"},
            ),
        ),
        commented(
            10,
            AYLIN,
            "Die Statistikstelle hat die Haushalte berichtigt: 30 mehr.",
            "strukturdaten/1",
        ),
        Moment(
            7,
            TOM,
            lambda _: c.Propose(
                action=Action.REOPEN,
                step="quartier",
                text="Die Kastanienallee fehlt in der Straßenliste. Dort wohnen 60 Menschen.",
            ),
        ),
    ),
)

ORTSKERN = Tale(
    key="ortskern",
    shows="die Nachbargemeinde; ein Schritt ist übersprungen",
    days_ago=45,
    manager="Karl Wendt",
    coordinator="Brigitte Sommer",
    municipality=VILLAGE,
    variant=1,
    moments=(
        Moment(
            40,
            "Brigitte Sommer",
            lambda _: c.SkipStep(
                step="quartier",
                reason="Es gibt nur einen Ortskern, seine Grenze steht seit dem Ortsentwicklungskonzept fest.",
            ),
        ),
        assessed(8, "Karl Wendt", Level.ON_TRACK, "Die Landfrauen machen mit. Das trägt."),
    ),
    delays={"analyse": 60, "partner": 90},
)

EARLY = (TALAUE, ZIEGELHUETTE, WESTSTADT, MUEHLBACH, BAHNHOFSVIERTEL, LINDENHOF, ORTSKERN)
