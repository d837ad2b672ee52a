"""A sentence for every reason why not, German and English side by side.

Rule: plain words, no blame; what is missing first, then what to do. A test asks for every reason in
both languages. `_MORE` in `blockers` says which of the small phrases is put behind which sentence.
"""

from __future__ import annotations

from workflow.core.errors import Reason
from workflow.core.sentences.language import Phrases

BLOCKERS: Phrases = {
    "de": {
        Reason.NOT_ALLOWED: "Das gehört nicht zu den Aufgaben Ihrer Rolle",
        Reason.OWN_REQUEST: (
            "Sie haben diese Freigabe selbst angefragt. Entscheiden muss eine andere Person"
        ),
        Reason.PROCESS_NOT_RUNNING: "Das geht nur, solange das Quartier läuft",
        Reason.PROCESS_CLOSED: "Das Quartier ist beendet. Lesen und kommentieren können Sie weiter",
        Reason.PROCESS_NOT_PAUSED: "Das Quartier macht gerade keine Pause",
        Reason.STEP_WAITING: "Der Schritt {holder} ist noch nicht offen",
        Reason.STEP_NOT_WORKABLE: (
            "Der Schritt {holder} ist abgeschlossen oder entfällt. Zum Ändern muss ihn die "
            "Koordination wieder öffnen"
        ),
        Reason.STEP_NOT_ACTIVE: "Der Schritt {holder} ist nicht in Arbeit",
        Reason.STEP_NOT_SKIPPABLE: "Der Schritt {holder} gehört immer dazu und kann nicht entfallen",
        Reason.STEP_NOT_CLOSED: "Der Schritt {holder} ist noch offen und muss nicht geöffnet werden",
        Reason.STEPS_OPEN: "Der Schritt {holder} ist noch nicht abgeschlossen",
        Reason.LOCKED_IN_REVIEW: (
            "Für den Schritt {holder} läuft eine Freigabe. Ziehen Sie die Anfrage zurück, "
            "wenn Sie etwas ändern wollen"
        ),
        Reason.NO_REQUEST: "Für den Schritt {holder} ist keine Freigabe angefragt",
        Reason.ITEM_OPEN: "Der Punkt {item} ist noch offen",
        Reason.ITEM_DONE: "Der Punkt {item} ist schon erledigt",
        Reason.ITEM_NOT_DONE: "Der Punkt {item} ist nicht erledigt",
        Reason.ITEM_NOT_APPLICABLE: "Der Punkt {item} entfällt hier",
        Reason.DEPENDS: "Ob {thing} hier gebraucht wird, steht noch nicht fest",
        Reason.DOES_NOT_APPLY: "{thing} wird hier nicht gebraucht",
        Reason.PROOF_MISSING: "Für den Punkt {item} fehlt der Nachweis",
        Reason.FIELD_EMPTY: "Die Angabe {field} fehlt",
        Reason.REASON_MISSING: (
            "Die Angabe {field} liegt außerhalb des Üblichen. Schreiben Sie dazu, warum"
        ),
        Reason.CONDITION_NOT_MET: "{condition}",
        Reason.OBLIGATION_OVERDUE: "Eine Auflage zum Schritt {holder} ist überfällig",
        Reason.OBLIGATION_OPEN: "Eine Auflage zum Schritt {holder} ist noch offen",
        Reason.OBLIGATION_DONE: "Die Auflage ist schon erfüllt",
        Reason.OBLIGATION_NOT_DONE: "Die Auflage ist noch nicht erfüllt",
        Reason.APPROVAL_DONE: "{approval}: Die Entscheidung liegt schon vor",
        Reason.APPROVAL_NOT_YET: "Zuerst ist dran: {approval}",
        Reason.EXCEPTION_OPEN: "Über die Ausnahme {thing} ist noch nicht entschieden",
        Reason.EXCEPTION_GRANTED: "Die Ausnahme {thing} ist schon gewährt",
        Reason.EXCEPTION_BY_APPROVAL: "Über die Ausnahme {thing} entscheidet die Freigabe selbst",
        Reason.NOT_STALE: "Die Freigabe von {holder} ist aktuell. Es gibt nichts zu bestätigen",
        Reason.RECORD_ARCHIVED: "{holder} ist archiviert und bleibt, wie es ist",
        Reason.LAST_OF_ROLE: (
            "Die Rolle {role} wäre dann unbesetzt. Übergeben Sie sie zuerst an eine andere Person"
        ),
        Reason.PROPOSAL_SETTLED: "Über diesen Vorschlag ist schon entschieden",
        Reason.OWN_WORK: "Das liegt bei Ihnen selbst",
        Reason.NOBODY_THERE: (
            "Niemand im Team hat die Rolle, bei der das liegt. Die Koordination kann jemanden "
            "aufnehmen"
        ),
        Reason.NO_REPORT_DRAFT: "Es gibt noch keinen Entwurf. Beginnen Sie zuerst einen Bericht",
        Reason.REPORT_UNFINISHED: (
            "Der Beschlussvorschlag oder die Kurzfassung fehlt noch. Schreiben Sie zuerst beide"
        ),
        Reason.PUBLICATION_NOT_REQUESTED: (
            "In dieser Kommune veröffentlicht niemand allein. Bitten Sie zuerst um die "
            "Veröffentlichung dieses Textes"
        ),
        Reason.OWN_PUBLICATION: (
            "Sie haben selbst um diese Veröffentlichung gebeten. Veröffentlichen muss eine "
            "andere Person"
        ),
        Reason.REQUEST_OPEN: (
            "Für den Schritt {holder} läuft eine Freigabe. Umgestellt wird, sobald darüber "
            "entschieden ist"
        ),
        Reason.STEP_UNDER_WAY: (
            "Der Schritt {holder} ist in Arbeit und fehlt in der neuen Version. Sagen Sie, dass er "
            "aufgegeben wird, oder schließen Sie ihn zuerst ab"
        ),
        Reason.NOTHING_MOVED: "Es gibt keine Umstellung, die zurückgenommen werden kann",
        Reason.MOVE_TOO_OLD: "Die Umstellung ist zu lange her, um sie zurückzunehmen",
        Reason.ROUND_SINCE_MOVE: (
            "Seit der Umstellung hat eine neue Runde begonnen. Zurücknehmen geht nicht mehr"
        ),
        Reason.MOVED_SINCE_SEEN: (
            "Das Quartier arbeitet inzwischen mit einer anderen Version der Vorlage. Öffnen Sie die "
            "Seite noch einmal, dann sehen Sie, was jetzt gefragt ist"
        ),
        "in": " ({holder})",
        "opens": ". Er öffnet, wenn gilt: {condition}",
        "on_what": ". Es hängt ab von: {condition}",
        "now": ". Jetzt: {have}",
        "unknown": ". Das steht noch nicht fest",
        "missing": ": {need}",
        "usual": ". Jetzt: {have}, üblich: {need}",
        "since": " (Frist {day})",
        "who": "Das kann: {roles}",
    },
    "en": {
        Reason.NOT_ALLOWED: "This is not one of the tasks of your role",
        Reason.OWN_REQUEST: "You asked for this approval yourself. Another person has to decide",
        Reason.PROCESS_NOT_RUNNING: "This is only possible while the neighbourhood is running",
        Reason.PROCESS_CLOSED: "The neighbourhood is closed. You can still read and comment",
        Reason.PROCESS_NOT_PAUSED: "The neighbourhood is not paused",
        Reason.STEP_WAITING: "The step {holder} is not open yet",
        Reason.STEP_NOT_WORKABLE: (
            "The step {holder} is completed or left out. To change it, the coordination has to "
            "open it again"
        ),
        Reason.STEP_NOT_ACTIVE: "The step {holder} is not in progress",
        Reason.STEP_NOT_SKIPPABLE: "The step {holder} always belongs and cannot be left out",
        Reason.STEP_NOT_CLOSED: "The step {holder} is still open and need not be opened",
        Reason.STEPS_OPEN: "The step {holder} is not completed yet",
        Reason.LOCKED_IN_REVIEW: (
            "An approval is under way for the step {holder}. Withdraw the request if you want to "
            "change something"
        ),
        Reason.NO_REQUEST: "No approval has been asked for the step {holder}",
        Reason.ITEM_OPEN: "The item {item} is still open",
        Reason.ITEM_DONE: "The item {item} is already done",
        Reason.ITEM_NOT_DONE: "The item {item} is not done",
        Reason.ITEM_NOT_APPLICABLE: "The item {item} does not apply here",
        Reason.DEPENDS: "Whether {thing} is needed here is not known yet",
        Reason.DOES_NOT_APPLY: "{thing} is not needed here",
        Reason.PROOF_MISSING: "The item {item} lacks its proof",
        Reason.FIELD_EMPTY: "The entry {field} is missing",
        Reason.REASON_MISSING: "The entry {field} is out of the usual range. Write down why",
        Reason.CONDITION_NOT_MET: "{condition}",
        Reason.OBLIGATION_OVERDUE: "An obligation of the step {holder} is overdue",
        Reason.OBLIGATION_OPEN: "An obligation of the step {holder} is still open",
        Reason.OBLIGATION_DONE: "The obligation is already fulfilled",
        Reason.OBLIGATION_NOT_DONE: "The obligation is not fulfilled yet",
        Reason.APPROVAL_DONE: "{approval}: the decision is already there",
        Reason.APPROVAL_NOT_YET: "First comes: {approval}",
        Reason.EXCEPTION_OPEN: "The exception {thing} has not been decided yet",
        Reason.EXCEPTION_GRANTED: "The exception {thing} is already granted",
        Reason.EXCEPTION_BY_APPROVAL: "The approval itself decides on the exception {thing}",
        Reason.NOT_STALE: "The approval of {holder} is up to date. There is nothing to confirm",
        Reason.RECORD_ARCHIVED: "{holder} is archived and stays as it is",
        Reason.LAST_OF_ROLE: (
            "Nobody would hold the role {role} any more. Hand it over to another person first"
        ),
        Reason.PROPOSAL_SETTLED: "This proposal has already been decided",
        Reason.OWN_WORK: "This is up to you",
        Reason.NOBODY_THERE: (
            "Nobody in the team holds the role that owes this. The coordination can take "
            "somebody in"
        ),
        Reason.NO_REPORT_DRAFT: "There is no draft yet. Start a report first",
        Reason.REPORT_UNFINISHED: (
            "The proposed decision or the summary is still missing. Write both first"
        ),
        Reason.PUBLICATION_NOT_REQUESTED: (
            "Nobody publishes alone in this municipality. Ask for this text to be published first"
        ),
        Reason.OWN_PUBLICATION: (
            "You asked for this publication yourself. Another person has to publish"
        ),
        Reason.REQUEST_OPEN: (
            "An approval is under way for the step {holder}. The neighbourhood moves as soon as it "
            "has been decided"
        ),
        Reason.STEP_UNDER_WAY: (
            "The step {holder} is in progress and missing in the new version. Say that it is given "
            "up, or complete it first"
        ),
        Reason.NOTHING_MOVED: "There is no move that could be taken back",
        Reason.MOVE_TOO_OLD: "The move is too long ago to take it back",
        Reason.ROUND_SINCE_MOVE: (
            "A new round has begun since the move. It cannot be taken back any more"
        ),
        Reason.MOVED_SINCE_SEEN: (
            "The neighbourhood works with another version of the definition by now. Open the page "
            "again to see what is asked now"
        ),
        "in": " ({holder})",
        "opens": ". It opens when: {condition}",
        "on_what": ". It depends on: {condition}",
        "now": ". Now: {have}",
        "unknown": ". This is not known yet",
        "missing": ": {need}",
        "usual": ". Now: {have}, usual: {need}",
        "since": " (due {day})",
        "who": "Can be done by: {roles}",
    },
}
