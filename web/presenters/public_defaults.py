"""What the public pages say until a municipality has written its own text.

Rule: honest. A text here names what is known about the program and what is still to be filled in; it
never pretends to be the imprint or the declaration of anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from web.language import said_later

DEFAULTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "accessibility": (
            said_later("# Was wir wissen"),
            said_later(
                "Quartiersweg ist nach den Regeln WCAG 2.2, Stufe AA, gebaut. Jede Seite wird bei jeder "
                "Änderung des Programms von Maschinen geprüft: Kontraste, Überschriften, "
                "Beschriftungen, Bedienung mit der Tastatur, Anzeige auf schmalen Bildschirmen."
            ),
            said_later(
                "Eine Prüfung durch Menschen mit Behinderungen oder durch eine anerkannte Stelle gab "
                "es noch nicht. Dateien, die Beteiligte hochladen, können Barrieren haben."
            ),
            said_later("# Was hier noch hineingehört"),
            said_later(
                "- ob die Anwendung ganz, teilweise oder nicht barrierefrei ist\n"
                "- was nicht barrierefrei ist und warum\n"
                "- wann und wie das geprüft wurde\n"
                "- an wen man sich wendet, mit Telefon und E-Mail-Adresse\n"
                "- welche Stelle bei Streit hilft (Schlichtung oder Durchsetzung Ihres Landes)"
            ),
        ),
        "barrier": (
            said_later(
                "Kommen Sie an einer Stelle nicht weiter, weil Sie etwas nicht sehen, hören, bedienen "
                "oder verstehen können? Sagen Sie es uns. Sie brauchen dafür keine Begründung."
            ),
        ),
        "plain-language": (
            said_later("Hier steht noch kein Text in Leichter Sprache."),
            said_later(
                "Leichte Sprache prüfen Menschen, die sie brauchen. Darum schreibt diesen Text die "
                "Kommune und nicht das Programm. Er soll sagen, wozu Quartiersweg da ist, wie man sich "
                "darin bewegt und was in der Erklärung zur Barrierefreiheit steht."
            ),
        ),
        "sign-language": (
            said_later("Hier gibt es noch kein Video in Deutscher Gebärdensprache."),
            said_later(
                "Das Video soll sagen, wozu Quartiersweg da ist, wie man sich darin bewegt und was in "
                "der Erklärung zur Barrierefreiheit steht. Die Kommune lässt es aufnehmen und trägt "
                "hier seine Adresse ein."
            ),
        ),
        "privacy": (
            said_later("# Was das Programm speichert"),
            said_later(
                "- zu jedem Konto: Name, E-Mail-Adresse und einen Prüfwert des Passworts, nie das "
                "Passwort selbst\n"
                "- im Verlauf eines Quartiers: wer wann was eingetragen oder entschieden hat\n"
                "- was Beteiligte eintragen und hochladen, auch Angaben zu Ansprechpersonen\n"
                "- zu Versuchen, sich anzumelden: wie oft und aus welchem Netz, höchstens einen Tag lang"
            ),
            said_later(
                "Im Browser liegen höchstens drei Cookies, alle nur für diese Anwendung: eines für die "
                "Anmeldung, das spätestens nach 12 Stunden nicht mehr gilt, eines für die Sprache, wenn "
                "Sie eine wählen, und eines, das den Browser wiedererkennt, damit Sie auch dann "
                "hineinkommen, wenn jemand anderes Ihr Passwort zu raten versucht. Keine Seite lädt etwas von anderen Servern. Niemand zählt Ihre Besuche."
            ),
            said_later(
                "Einzelne Angaben lassen sich löschen, auch aus dem Verlauf. Dass etwas geschehen ist, "
                "bleibt dann sichtbar, der Inhalt nicht."
            ),
            said_later("# Was hier noch hineingehört"),
            said_later(
                "- wer verantwortlich ist, mit Anschrift\n"
                "- wie man die Datenschutzbeauftragten erreicht\n"
                "- wozu und auf welcher Rechtsgrundlage Daten verarbeitet werden\n"
                "- wie lange sie bleiben und wer sie bekommt\n"
                "- welche Rechte man hat und bei welcher Aufsicht man sich beschwert"
            ),
        ),
        "imprint": (
            said_later("Hier gehört hinein, wer diese Anwendung anbietet:"),
            said_later(
                "- Name und Anschrift der Kommune oder der Stelle, die sie betreibt\n"
                "- wer sie vertritt\n"
                "- Telefon und E-Mail-Adresse\n"
                "- die Aufsichtsbehörde\n"
                "- die Umsatzsteuer-Identifikationsnummer, wenn es eine gibt"
            ),
        ),
    }
)
