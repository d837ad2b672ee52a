"""What somebody might ask of a quartier: well-formed commands for every action, and odd ones.

`well_formed` answers an offered action with input that is in order; `odd_commands` draws anything,
also what no form would send.
"""

from dataclasses import dataclass
from datetime import timedelta

from hypothesis import strategies as st

from tests.unit.core.story import DEV, FILE, KO, KO2, LINK, MAN, PLACE
from workflow.core import commands as c
from workflow.core.actions import AvailableAction
from workflow.core.commands import Actor, Command
from workflow.core.conditions import Scope
from workflow.core.definition import ApprovalKind, FieldType, ProcessDefinition
from workflow.core.gate import Verdict, checks
from workflow.core.moving.mapping import mapping, things
from workflow.core.state import Action, Level, Outcome, ProcessState, split_key

ALONE = Actor(account=5, roles=frozenset({"developer", "manager", "coordinator"}))
GUEST = Actor(account=6, roles=frozenset({"consultant"}))
NOBODY = Actor(account=7, roles=frozenset({"admin"}))
SYSTEM = c.SYSTEM
ACTORS = (DEV, MAN, KO, KO2, ALONE, GUEST, NOBODY, SYSTEM)


@dataclass(frozen=True)
class Here:
    """Where a command is asked."""

    definition: ProcessDefinition
    state: ProcessState
    today: object
    other: ProcessDefinition

    @property
    def team(self):
        return [member.account for member in self.state.instance.team]

    def item(self, holder, item):
        key = split_key(holder)
        parts = self.state.records.get(key[0], {}).get(key[1]) if key else self.state.steps[holder]
        return parts.items.get(item)


# --- well-formed ---------------------------------------------------------------------------------


def well_formed(action: AvailableAction, here: Here) -> Command:
    """Return a command for the action whose input is in order."""
    holder, thing = action.holder, action.thing
    if action.command in _ON_ITEM:
        return _ON_ITEM[action.command](here, holder, thing)
    if action.command in _ON_STEP:
        return _ON_STEP[action.command](here, holder, thing)
    return _ON_PROCESS[action.command](here, holder, thing)


def _assign(here, holder, item):
    state = here.item(holder, item)
    free = [account for account in here.team if state is None or account != state.assigned]
    return c.AssignItem(holder=holder, item=item, account=free[0] if free else None)


def _set_due(here, holder, item):
    state = here.item(holder, item)
    due = here.today + timedelta(days=1)
    moved = state is not None and state.due == due
    return c.SetItemDue(holder=holder, item=item, due=None if moved else due)


def _complete(here, holder, item):
    """Bring only the proof that is not there yet, as a person does."""
    state = here.item(holder, item)
    state = state and state.on_day(here.today)
    return c.CompleteItem(
        holder=holder,
        item=item,
        note="" if state and state.note else "Getan",
        documents=() if state and state.documents else (FILE,),
        reason="Vertretung",
    )


_ON_ITEM = {
    c.CompleteItem: _complete,
    c.AddEvidence: lambda here, holder, item: c.AddEvidence(
        holder=holder, item=item, note=f"Nachweis {here.state.seq}", documents=(PLACE,)
    ),
    c.RemoveEvidence: lambda _, holder, item: c.RemoveEvidence(
        holder=holder, item=item, document=0
    ),
    c.ReopenItem: lambda _, holder, item: c.ReopenItem(
        holder=holder, item=item, reason="Doch nicht"
    ),
    c.SetItemAside: lambda _, holder, item: c.SetItemAside(
        holder=holder, item=item, reason="Passt nicht"
    ),
    c.AssignItem: _assign,
    c.SetItemDue: _set_due,
}


def _request(here, step, _):
    scope = Scope(here.definition, here.state, here.today)
    found = checks(here.definition.steps[step], scope)
    needed = [check.exception for check in found if check.verdict is Verdict.EXCEPTION]
    return c.RequestGate(step=step, exceptions=dict.fromkeys(needed, "Geht nicht anders"))


def _decide(here, step, approval):
    found = next(a for a in here.definition.steps[step].gate.approvals if a.id == approval)
    outcome = {
        ApprovalKind.DECISION: Outcome.APPROVED,
        ApprovalKind.OPINION: Outcome.GIVEN,
        ApprovalKind.NOTICE: Outcome.NOTED,
    }[found.kind]
    paper = c.Decision(on=here.today, paper="1/26", document=FILE) if found.body else None
    return c.DecideApproval(
        step=step, approval=approval, outcome=outcome, text="Gern", decision=paper
    )


_ON_STEP = {
    c.RequestGate: _request,
    c.WithdrawRequest: lambda _, step, __: c.WithdrawRequest(step=step, reason="Zu früh"),
    c.ConfirmApproval: lambda _, step, __: c.ConfirmApproval(step=step, reason="Gilt noch"),
    c.SkipStep: lambda _, step, __: c.SkipStep(step=step, reason="Entfällt"),
    c.ReopenStep: lambda _, step, __: c.ReopenStep(step=step, reason="Fehler"),
    c.StartRound: lambda _, step, __: c.StartRound(step=step, reason="Neu"),
    c.DecideApproval: _decide,
    c.GrantException: lambda _, step, name: c.GrantException(step=step, exception=name),
    c.RefuseException: lambda _, step, name: c.RefuseException(
        step=step, exception=name, reason="Ohne geht es nicht"
    ),
}


def _add(here, register, _):
    step = next(iter(here.definition.steps))
    values = required_values(here.definition.registers[register].fields, here)
    return c.AddRecord(register=register, step=step, values=values)


def _import(here, register, _):
    step = next(iter(here.definition.steps))
    values = required_values(here.definition.registers[register].fields, here)
    row = c.ImportedRecord(row=2, step=step, values=values)
    return c.ImportRecords(register=register, records=(row, row))


def required_values(fields, here):
    """Return a value for each field that an entry always needs."""
    plain = {
        FieldType.TEXT: "Text",
        FieldType.LONG_TEXT: "Text",
        FieldType.DATE: here.today.isoformat(),
        FieldType.YES_NO: "true",
        FieldType.INTEGER: "1",
        FieldType.MONEY: "0",
        FieldType.PERSON: str(here.team[0]) if here.team else "",
        FieldType.REFERENCE: "1",
    }
    return {
        field.id: next(iter(field.options), plain.get(field.type, "1"))
        for field in fields.values()
        if field.required and field.calculate is None and field.applies_when is None
    }


def _change(_, holder, __):
    register, number = split_key(holder)
    return c.ChangeRecord(register=register, number=number, values={})


def _archive(_, holder, __):
    register, number = split_key(holder)
    return c.ArchiveRecord(register=register, number=number, reason="Doppelt")


def _leave(here, _, __):
    members = here.state.instance.team
    account, role = (members[0].account, members[0].role) if members else (1, "manager")
    return c.LeaveTeam(account=account, role=role)


def _hand_over(here, _, __):
    members = here.state.instance.team
    giver, role = (members[0].account, members[0].role) if members else (1, "manager")
    return c.HandOver(role=role, giver=giver, taker=90 + here.state.seq)


def _move(here, _, __):
    gone = mapping(here.definition, here.other).gone
    steps = tuple(path for path in gone if path.startswith("steps.") and path.count(".") == 1)
    choices = c.Choices(given_up=steps)
    newer = here.other.digest
    return c.MoveToVersion(definition=newer, reason="Neue Fassung", choices=choices, tells=True)


def report(here, **texts):
    """Return a draft that can be frozen."""
    start = here.state.instance.started_on
    texts = {"proposal": "Der Ausschuss nimmt Kenntnis.", **texts}
    return c.DraftReport(since=start, until=here.today, texts=texts)


_ON_PROCESS = {
    c.RecordValues: lambda _, holder, __: c.RecordValues(holder=holder, values={}),
    c.AddRecord: _add,
    c.ImportRecords: _import,
    c.ChangeRecord: _change,
    c.ArchiveRecord: _archive,
    c.FulfilObligation: lambda _, __, number: c.FulfilObligation(obligation=number, note="Da"),
    c.ReopenObligation: lambda _, __, number: c.ReopenObligation(obligation=number, reason="Nein"),
    c.SettleProposal: lambda _, __, number: c.SettleProposal(proposal=number, accepted=True),
    c.PauseProcess: lambda here, _, __: c.PauseProcess(
        until=here.today + timedelta(days=10), reason="Urlaub"
    ),
    c.ResumeProcess: lambda _, __, ___: c.ResumeProcess(),
    c.CompleteProcess: lambda _, __, ___: c.CompleteProcess(),
    c.AbandonProcess: lambda _, __, ___: c.AbandonProcess(reason="Kein Geld"),
    c.JoinTeam: lambda here, _, __: c.JoinTeam(account=50 + here.state.seq, role="developer"),
    c.LeaveTeam: _leave,
    c.HandOver: _hand_over,
    c.AssessSituation: lambda here, _, __: c.AssessSituation(
        level=Level.AT_RISK, reason=f"Lage {here.state.seq}"
    ),
    c.DraftReport: lambda here, _, __: report(here, summary=f"Stand {here.state.seq}"),
    c.FreezeReport: lambda _, __, ___: c.FreezeReport(),
    c.AddComment: lambda _, __, ___: c.AddComment(text="Ach so"),
    c.Remind: lambda _, holder, thing: c.Remind(holder=holder, thing=thing),
    c.Propose: lambda _, __, ___: c.Propose(action=Action.PAUSE, text="Pause"),
    c.EraseWords: lambda _, __, ___: c.EraseWords(words=((1, "name"),), reason="Auf Wunsch"),
    c.MoveToVersion: _move,
    c.UndoMove: lambda _, __, ___: c.UndoMove(reason="Doch nicht"),
}


# --- anything ------------------------------------------------------------------------------------

texts = st.one_of(
    st.sampled_from(
        ["", "Ja", " Gern ", "a\x00b", "\ud83d", "x\u202ey", "x" * 2500, "Zeile\nzwei"]
    ),
    st.text(max_size=8),
)
documents = st.lists(st.sampled_from([FILE, LINK, PLACE]), max_size=2).map(tuple)
entered = st.one_of(
    st.none(),
    texts,
    st.sampled_from(
        ["5", "12", "2.5", "0", "2026-02-01", "2030-01-01", "kommune", "verein", "true"]
    ),
    st.sampled_from([FILE, LINK, ("1",), ("1", "2"), ("kommune", "verein"), True, 3, "1" * 30]),
)


def odd_commands(here: Here):
    """Draw any command, at things that exist and at things that do not."""
    steps = list(here.definition.steps)
    records = [r.key for found in here.state.records.values() for r in found.values()]
    checklists = [s.checklist for s in here.definition.steps.values()]
    checklists += [r.checklist for r in here.definition.registers.values()]
    holder = st.sampled_from([*steps, *records, "profile", "", "nie", "partner/99", "partner/01"])
    item = st.sampled_from([*{item for each in checklists for item in each}, "nie"])
    step = st.sampled_from([*steps, "nie"])
    registers = list(here.definition.registers)
    names = {name for r in here.definition.registers.values() for name in r.fields}
    names |= {name for s in here.definition.steps.values() for name in s.fields}
    field = st.sampled_from(sorted({*names, *here.definition.profile}))
    values = st.dictionaries(field, entered, max_size=3)
    reasons = st.dictionaries(field, texts, max_size=1)
    number = st.sampled_from(["1", "2", "x", ""])
    role = st.sampled_from(["developer", "manager", "coordinator", "nie"])
    account = st.sampled_from([*here.team, 1, 3, 4, 99])
    day = st.integers(-40, 40).map(lambda days: here.today + timedelta(days=days))
    approval = st.sampled_from(
        [a.id for s in here.definition.steps.values() for a in s.gate.approvals] + ["nie"]
    )
    duties = st.lists(st.builds(c.NewObligation, text=texts, due=day, role=role), max_size=2).map(
        tuple
    )
    paths = st.sampled_from([*things(here.definition), *things(here.other), "nie"])
    on_item = {"holder": holder, "item": item}
    build = st.builds
    return st.one_of(
        build(c.CompleteItem, **on_item, note=texts, documents=documents, reason=texts),
        build(c.AddEvidence, **on_item, note=texts, documents=documents),
        build(c.RemoveEvidence, **on_item, document=st.integers(-1, 2)),
        build(c.ReopenItem, **on_item, reason=texts),
        build(c.SetItemAside, **on_item, reason=texts),
        build(c.AssignItem, **on_item, account=st.none() | account),
        build(c.SetItemDue, **on_item, due=st.none() | day),
        build(c.RecordValues, holder=holder, values=values, reasons=reasons),
        build(c.AddRecord, register=st.sampled_from([*registers, "nie"]), step=step, values=values),
        build(
            c.ChangeRecord,
            register=st.sampled_from(registers),
            number=st.integers(-1, 3),
            values=values,
            reasons=reasons,
        ),
        build(
            c.ImportRecords,
            register=st.sampled_from([*registers, "nie"]),
            records=st.lists(
                build(
                    c.ImportedRecord,
                    row=st.integers(2, 4),
                    number=st.integers(-1, 3),
                    step=step,
                    values=values,
                ),
                max_size=3,
            ).map(tuple),
        ),
        build(c.RequestGate, step=step, exceptions=st.dictionaries(item, texts, max_size=2)),
        build(c.WithdrawRequest, step=step, reason=texts),
        build(c.GrantException, step=step, exception=item),
        build(c.RefuseException, step=step, exception=item, reason=texts),
        build(
            c.DecideApproval,
            step=step,
            approval=approval,
            outcome=st.sampled_from(list(Outcome)),
            text=texts,
            obligations=duties,
            decision=st.none() | build(c.Decision, on=day, paper=texts, votes=texts),
        ),
        build(c.ConfirmApproval, step=step, reason=texts),
        build(c.FulfilObligation, obligation=number, note=texts, documents=documents),
        build(c.ReopenObligation, obligation=number, reason=texts),
        build(c.SkipStep, step=step, reason=texts),
        build(c.ReopenStep, step=step, reason=texts),
        build(c.StartRound, step=step, reason=texts),
        build(c.PauseProcess, until=day, reason=texts),
        build(c.AbandonProcess, reason=texts),
        build(
            c.MoveToVersion,
            definition=st.sampled_from([here.other.digest, here.definition.digest, "nie"]),
            reason=texts,
            choices=st.builds(c.Choices, owed=st.lists(paths, max_size=2).map(tuple)),
            tells=st.booleans(),
        ),
        build(c.UndoMove, reason=texts),
        build(c.HandOver, role=role, giver=account, taker=account, note=texts),
        build(c.JoinTeam, account=account, role=role),
        build(c.LeaveTeam, account=account, role=role),
        build(c.AssessSituation, level=st.sampled_from(list(Level)), reason=texts),
        build(
            c.DraftReport,
            since=day,
            until=day,
            texts=st.dictionaries(
                st.sampled_from(["proposal", "summary", "body", "outlook", "nie"]), texts
            ),
        ),
        st.just(c.FreezeReport()),
        build(c.AddComment, text=texts, holder=holder, thing=st.just("") | item),
        build(c.Remind, holder=holder, thing=owed(item, approval, number)),
        build(c.Propose, action=st.sampled_from(list(Action)), text=texts, step=step),
        build(c.SettleProposal, proposal=number, accepted=st.booleans(), reason=texts),
        build(c.EraseWords, words=st.just(((1, "name"),)) | st.just(((99999, "x"),)), reason=texts),
        st.just(c.OpenSteps()),
        # What moves dates and conditions, which chance alone rarely writes.
        build(
            c.RecordValues, holder=st.just("profile"), values=sensible(here.definition.profile, day)
        ),
        *(
            build(
                c.ChangeRecord,
                register=st.just(record.register),
                number=st.just(record.number),
                values=sensible(here.definition.registers[record.register].fields, day),
            )
            for found in here.state.records.values()
            for record in list(found.values())[:2]
        ),
    )


def owed(item, approval, number):
    """Draw what somebody may be reminded of, and what nobody is."""
    return st.one_of(
        item.map("item:{}".format),
        approval.map("approval:{}".format),
        item.map("exception:{}".format),
        number.map("obligation:{}".format),
        st.sampled_from(["", "item:", "nie:1"]),
    )


def sensible(fields, day):
    """Draw values that dates and choices can really have."""
    values = {
        field.id: day.map(lambda each: each.isoformat())
        if field.type is FieldType.DATE
        else st.sampled_from([*field.options])
        for field in fields.values()
        if field.calculate is None and (field.type is FieldType.DATE or field.options)
    }
    names = st.sampled_from(sorted(values)) if values else st.nothing()
    one = names.flatmap(lambda name: values[name].map(lambda value: {name: value}))
    return one if values else st.just({})
