"""The quartiere in the phases of carrying out and of sustaining."""

from __future__ import annotations

from datetime import timedelta

from workflow.core import commands as c
from workflow.core.state import Action, Level, Outcome
from workflow.demo.reports import (
    KREUZFELD_IN_SUMMER,
    KREUZFELD_NOW,
    OBERDORF_AFTER_A_YEAR,
    OBERDORF_LATELY,
    drafted,
    frozen,
)
from workflow.demo.tale import Duty, Moment, Said, Tale
from workflow.demo.tales_early import LENA, NELE, PETRA, TOM, assessed, assigned, commented

MALTE, YUSUF = "Malte Petersen", "Yusuf Arslan"

KREUZFELD = Tale(
    key="kreuzfeld",
    shows="vieles überfällig, Lage kritisch, Vorschlag zu pausieren",
    days_ago=262,
    manager=MALTE,
    developer=TOM,
    variant=1,
    leaves=frozenset(
        {
            "netzwerk.vereinbarung",
            "netzwerk.sprecher",
            "netzwerk.arbeitsgruppen",
            "netzwerk.beitraege",
        }
    ),
    holds=frozenset({"ziele.lenkung"}),
    moments=(
        assessed(110, MALTE, Level.AT_RISK, "Zwei Träger reden nicht miteinander."),
        drafted(75, MALTE, 180, KREUZFELD_IN_SUMMER),
        frozen(74, MALTE),
        assessed(9, MALTE, Level.CRITICAL, "Das Netzwerktreffen ist zum zweiten Mal ausgefallen."),
        commented(
            8, PETRA, "Ich spreche mit beiden Vorständen und suche eine Moderation.", "netzwerk"
        ),
        Moment(
            6,
            MALTE,
            lambda _: c.Propose(
                action=Action.PAUSE,
                text="Zwei Monate Pause, bis die Moderation gefunden ist. So verlieren wir die Leute.",
            ),
        ),
        drafted(5, MALTE, 69, KREUZFELD_NOW),
    ),
)

HAFENVIERTEL = Tale(
    key="hafenviertel",
    shows="eine überfällige Auflage hält jede Freigabe auf",
    days_ago=246,
    manager=MALTE,
    variant=2,
    holds=frozenset({"ziele.anfrage", "netzwerk.anfrage"}),
    answers={
        "leitbild.rat": (
            Said(Outcome.DEFERRED, "Vertagt, weil die Kämmerei die Kosten noch nicht geprüft hat."),
        ),
        "partner.lenkung": (
            Said(
                Outcome.APPROVED_WITH_OBLIGATIONS,
                "Guter Start. Zwei Dinge fehlen noch, bevor es an die Ziele geht.",
                (
                    Duty(
                        "Mit dem Eigentümer am Kontorhof über bezahlbare Wohnungen sprechen und berichten",
                        80,
                        "coordinator",
                    ),
                    Duty(
                        "Das Museum als Partner gewinnen oder die Absage festhalten", 130, "manager"
                    ),
                    Duty(
                        "Die Einladung in Leichter Sprache nachreichen",
                        45,
                        "manager",
                        "Liegt vor, geprüft von zwei Menschen aus der Seemannsmission.",
                    ),
                ),
            ),
        ),
    },
    moments=(
        assessed(30, MALTE, Level.ON_TRACK, "Ziele und Netzwerk sind fast so weit."),
        commented(
            11, MALTE, "Solange der Kontorhof offen ist, können wir nichts anfragen.", "ziele"
        ),
    ),
)

WEBEREI = Tale(
    key="alte-weberei",
    shows="neun Maßnahmen mit eigenen Checklisten",
    days_ago=446,
    manager=MALTE,
    developer=TOM,
    leaves=frozenset({"massnahmen.barrierefrei"}),
    moments=(
        assessed(140, MALTE, Level.ON_TRACK, "Die ersten Bänke stehen."),
        assessed(14, MALTE, Level.AT_RISK, "Der Fahrer des Lastenrads hat gekündigt."),
        assigned(60, MALTE, "massnahmen", "barrierefrei", TOM),
        commented(13, TOM, "Der Radladen fragt zwei Rentner, ob sie fahren.", "massnahme/5"),
        commented(
            5, MALTE, "Die Statik für das Segel ist da. Der Baum rückt einen Meter.", "massnahme/6"
        ),
    ),
)

ROSENAU = Tale(
    key="rosenau",
    shows="die Freigabe wartet seit Wochen auf die Lenkungsgruppe",
    days_ago=452,
    manager=YUSUF,
    developer=NELE,
    variant=1,
    holds=frozenset({"massnahmen.lenkung"}),
    moments=(
        assessed(
            21, YUSUF, Level.ON_TRACK, "Das Programm ist umgesetzt, wir warten auf die Sitzung."
        ),
        commented(
            12,
            YUSUF,
            "Die Sitzung der Lenkungsgruppe ist ausgefallen. Gibt es einen neuen Termin?",
            "massnahmen",
        ),
        commented(
            10, PETRA, "Ja, in drei Wochen. Die Unterlagen bleiben, wie sie sind.", "massnahmen"
        ),
    ),
)

KLOSTERBERG = Tale(
    key="klosterberg",
    shows="ruht, weil zwischen zwei Förderungen eine Lücke liegt",
    days_ago=398,
    manager=YUSUF,
    developer=NELE,
    variant=2,
    moments=(
        assessed(
            48,
            YUSUF,
            Level.CRITICAL,
            "Die erste Förderung ist ausgelaufen, die zweite nicht bewilligt.",
        ),
        Moment(
            44,
            PETRA,
            lambda now: c.PauseProcess(
                until=now.day + timedelta(days=106),
                reason="Zwischen zwei Förderungen liegt eine Lücke von drei Monaten. Der Garten bleibt offen, die Stelle ruht.",
            ),
        ),
        commented(
            30, PETRA, "Der Antrag ist vollständig. Die Stiftung entscheidet im nächsten Quartal."
        ),
    ),
)

OBERDORF = Tale(
    key="oberdorf",
    shows="Evaluation und Verstetigung, das Fördergeld endet bald",
    days_ago=515,
    manager=YUSUF,
    developer=NELE,
    moments=(
        drafted(170, YUSUF, 330, OBERDORF_AFTER_A_YEAR),
        frozen(169, YUSUF),
        drafted(40, YUSUF, 129, OBERDORF_LATELY),
        frozen(38, PETRA),
        assessed(25, YUSUF, Level.ON_TRACK, "Der Gemeinderat hat die Mittel im Entwurf stehen."),
        commented(
            16,
            PETRA,
            "Die Kämmerei will die Kosten mit und ohne Dorfauto sehen.",
            "verstetigung",
            "folgefinanzierung",
        ),
    ),
)

SUEDSTADT = Tale(
    key="suedstadt",
    shows="zweite Runde ab den Zielen",
    days_ago=604,
    manager=YUSUF,
    developer=NELE,
    variant=2,
    moments=(
        assessed(200, YUSUF, Level.ON_TRACK, "Das Marktcafé läuft, die Befragung auch."),
        Moment(
            34,
            PETRA,
            lambda _: c.StartRound(
                step="ziele",
                reason="Die Evaluation empfiehlt neue Ziele für die Hilfe nach dem Krankenhaus. Die Lenkungsgruppe folgt dem.",
            ),
        ),
        assessed(11, YUSUF, Level.ON_TRACK, "Die Klinik sitzt jetzt mit am Tisch."),
    ),
)

GARTENSTADT = Tale(
    key="gartenstadt",
    shows="der ganze Weg, abgeschlossen",
    days_ago=1180,
    manager=LENA,
    developer=TOM,
    variant=1,
    paces={"verstetigung": 0.4},
    completes=True,
    moments=(
        assessed(700, LENA, Level.ON_TRACK, "Der Mittagstisch trägt sich."),
        assessed(330, LENA, Level.ON_TRACK, "Die Stelle steht im Stellenplan."),
    ),
)

LATE = (
    KREUZFELD,
    HAFENVIERTEL,
    WEBEREI,
    ROSENAU,
    KLOSTERBERG,
    OBERDORF,
    SUEDSTADT,
    GARTENSTADT,
)
