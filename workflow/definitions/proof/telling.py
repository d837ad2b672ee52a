"""A course through a definition, told line by line.

Rule: one line per command, in the words of the definition: the day, the role, what was done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workflow.core import commands as c
from workflow.core.commands import Entered
from workflow.core.definition import Field, ProcessDefinition
from workflow.core.sentences import Place, date_text, role_name, value_text
from workflow.core.state import Document, Outcome, record_key
from workflow.definitions.captions import gate_title
from workflow.definitions.proof.run import Deed
from workflow.definitions.proof.witness import Witness

_LONGEST = 160
_OUTCOMES: Mapping[Outcome, str] = {
    Outcome.APPROVED: "stimmt zu",
    Outcome.GIVEN: "nimmt Stellung",
    Outcome.NOTED: "nimmt zur Kenntnis",
}


def tell(witness: Witness, definition: ProcessDefinition) -> str:
    """Return the course in German, one line per command."""
    return "\n".join(_lines(witness, definition)) + "\n"


def _lines(witness: Witness, definition: ProcessDefinition) -> Iterator[str]:
    for number, deed in enumerate(witness.deeds, start=1):
        who = role_name(deed.role, definition, "de")
        line = f"{number:4}  {date_text(deed.on, 'de')}  {who}: {_done(deed, definition)}"
        yield line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _done(deed: Deed, definition: ProcessDefinition) -> str:  # noqa: C901 - a case per command
    match deed.command:
        case c.StartInstance(profile=profile):
            said = _values(profile, definition.profile)
            return f"startet das Quartier. {said}".rstrip(". ")
        case c.OpenSteps():
            return "Die Zeit ist da, der nächste Schritt öffnet sich"
        case c.RecordValues(holder=holder, values=values, reasons=reasons):
            place = _place(holder, definition)
            said = _values(values, place.fields) or f"Begründung zu {', '.join(reasons)}"
            return f"{place.name}: {said}"
        case c.AddRecord(register=register, values=values):
            title = definition.registers[register].singular
            return (
                f"neuer Eintrag {title}: {_values(values, definition.registers[register].fields)}"
            )
        case c.ChangeRecord(register=register, number=number, values=values):
            place = _place(record_key(register, number), definition)
            return f"{place.name}: {_values(values, place.fields)}"
        case c.ArchiveRecord(register=register, number=number):
            return f"{_place(record_key(register, number), definition).name} archiviert"
        case c.CompleteItem(holder=holder, item=item):
            place = _place(holder, definition)
            return f"{place.name}: {place.item_name(item)} erledigt"
        case c.RequestGate(step=step, exceptions=exceptions):
            more = f", Ausnahmen: {', '.join(exceptions)}" if exceptions else ""
            title = gate_title(definition.steps[step], "de")
            return f"{_place(step, definition).name}: Freigabe „{title}“ angefragt{more}"
        case c.GrantException(step=step, exception=exception):
            return f"{_place(step, definition).name}: Ausnahme {exception} gewährt"
        case c.DecideApproval(step=step, approval=approval, outcome=outcome):
            place = _place(step, definition)
            return f"{place.name}: {place.approval_name(approval)} {_OUTCOMES[outcome]}"
        case c.CompleteProcess():
            return "beendet das Quartier: Alle Schritte sind abgeschlossen"
        case command:
            return type(command).__name__


def _place(holder: str, definition: ProcessDefinition) -> Place:
    return Place(definition=definition, language="de", holder=holder)


def _values(values: Mapping[str, Entered], fields: Mapping[str, Field]) -> str:
    return ", ".join(
        f"{fields[name].label} {_value(v, fields[name])}" for name, v in values.items()
    )


def _value(value: Entered, field: Field) -> str:
    if isinstance(value, Document):
        return str(value.name)
    return value_text(value, field, "de")
