"""The laws of the core, checked on one command after the other.

A `Walk` asks; whatever is answered, every law has to hold.
"""

from collections import Counter
from dataclasses import replace

from tests.property.walks import Here, well_formed
from tests.unit.core.story import Story
from workflow.core import commands as c
from workflow.core import events as e
from workflow.core.actions import available_actions, record_actions
from workflow.core.commands import Actor, Command
from workflow.core.decide import decide, decided
from workflow.core.decide.consequences import Decided
from workflow.core.errors import InvalidInput, NotFound, Rejected, WorkflowError
from workflow.core.evolve import replay
from workflow.core.lifecycle import StepMove, step_can
from workflow.core.parts import needed
from workflow.core.state import ProcessLife, ProcessState, StepStatus, split_key
from workflow.core.text import normalised

# Asking for one of these twice means it twice; the service recognises a double click by its id.
CREATIVE = (c.AddRecord, c.ImportRecords, c.AddComment, c.Propose, c.StartRound, c.EraseWords)
# What these are aimed at is told apart only by what was shown: the first document, a deferral.
SEEN = (c.RemoveEvidence, c.DecideApproval)
# Well-formed input can be impossible for these.
MAY_BE_INVALID = (c.HandOver, c.MoveToVersion)  # a team of nobody, a version that is not newer


class Walk:
    """A quartier under way, with every law checked at each step."""

    def __init__(self, story: Story):
        self.story = story

    @property
    def here(self):
        story = self.story
        return Here(story.definition, story.state, story.today, story.other)

    def ask(self, command: Command, by: Actor):
        """Ask; return the events, or None if the answer is no."""
        story, before = self.story, self.story.state
        picture = repr(before)
        answer = answer_of(story, before, command, by)
        assert repr(before) == picture, "L1: deciding changed the state"
        parts = answer_of(story, partial(story.definition, before, command), command, by)
        parts_suffice(before, parts, answer, command)
        if not isinstance(answer, Decided):
            return None
        self.story = story.happened(*answer.events, by=by)
        assert answer.state == self.story.state, "L3: a decision knows what it leads to"
        self._twice(command, by, before.seq)
        leads_well(before, answer, command)
        return answer.events

    def _twice(self, command, by, shown):
        """L7: what was asked is true now; asking again changes nothing."""
        if isinstance(command, CREATIVE):
            return
        context = self.story.context(by, seen=shown if isinstance(command, SEEN) else None)
        try:
            again = decide(self.story.definition, self.story.state, command, context)
        except WorkflowError:
            return
        assert again == (), f"L7: {command} -> {again}"

    def offers(self, by: Actor, *, every: int = 1, may_be_invalid=MAY_BE_INVALID):
        """L4: what is offered is accepted, what is not is refused for the very same reasons.

        L8 and L9 with it: here every command is tried, which chance alone does rarely.
        """
        for action in actions(self.story, by)[::every]:
            command = well_formed(action, self.here)
            answer = answer_of(self.story, self.story.state, command, by)
            part = partial(self.story.definition, self.story.state, command)
            parts_suffice(
                self.story.state, answer_of(self.story, part, command, by), answer, command
            )
            if action.offered:
                accepted = isinstance(answer, Decided)
                invalid = isinstance(answer, InvalidInput) and isinstance(command, may_be_invalid)
                assert accepted or invalid, f"L4: offered, refused: {command}: {answer!r}"
                if accepted:
                    leads_well(self.story.state, answer, command)
            elif not (isinstance(answer, Decided) and not answer.events):
                assert isinstance(answer, Rejected), f"L4: not offered, accepted: {command}"
                assert answer.blockers == action.blockers, f"L4: {command}"

    def replays(self):
        """L3: the stream alone gives the state; its numbers have no gap."""
        assert replay(self.story.log) == self.story.state
        assert [r.seq for r in self.story.log] == list(range(1, len(self.story.log) + 1))


def actions(story: Story, by: Actor):
    """Return every action there is, on records too."""
    found = list(available_actions(story.definition, story.state, by, story.today))
    for records in story.state.records.values():
        for each in records.values():
            found += record_actions(story.definition, story.state, by, story.today, each.key)
    return found


def answer_of(story, state, command, by):
    """Return what is decided or the refusal; anything else is a mistake and comes out."""
    try:
        return decided(story.definition, state, command, story.context(by))
    except (Rejected, InvalidInput, NotFound) as refusal:
        return refusal


def parts_suffice(before, parts, whole, command):
    """L9: the parts that a command needs decide as the whole does, and nothing else changes."""
    assert type(parts) is type(whole), f"L9: {command}: {parts!r} {whole!r}"
    if not isinstance(whole, Decided):
        assert str(parts) == str(whole), f"L9: {command}"
        assert getattr(parts, "blockers", ()) == getattr(whole, "blockers", ()), f"L9: {command}"
        return
    assert parts.events == whole.events, f"L9: {command}"
    assert parts.state.instance == whole.state.instance, f"L9: {command}"
    assert parts.state.moves in (None, whole.state.moves), f"L9: {command}"
    for step, each in whole.state.steps.items():
        assert parts.state.steps.get(step, before.steps.get(step)) == each, f"L9: {command}"
    for register, found in whole.state.records.items():
        kept = before.records.get(register, {}) | parts.state.records.get(register, {})
        assert kept == found, f"L9: {command}"


def partial(definition, state, command):
    """Return the state with nothing but the parts that the command needs."""
    parts = needed(definition, state.instance, command)
    records = {register: dict(state.records.get(register, {})) for register in parts.registers}
    for register, number in parts.records:
        found = state.records.get(register, {}).get(number)
        if found is not None:
            records.setdefault(register, {})[number] = found
    return ProcessState(
        instance=state.instance,
        # As rows come from a database: in no order that anybody may rely on.
        steps={step: state.steps[step] for step in sorted(parts.steps, reverse=True)},
        records={register: dict(reversed(found.items())) for register, found in records.items()},
        registers=parts.registers,
        moves=state.moves if parts.moves or not state.instance.last_move else None,
        seq=state.seq,
        last_at=state.last_at,
        moved_on=state.moved_on,
    )


def leads_well(before, answer, command):
    """What was decided loses nothing and moves by the machines alone."""
    nothing_lost(before, answer.state, command)
    everything_kept(command, answer.events)
    legal_moves(before, answer.state, answer.events)


# --- L8 ------------------------------------------------------------------------------------------


def remembered(state):
    """Return everything entered that the state shows: (holder, thing, kind, what)."""
    found = set()
    for holder, values, items in _holders(state):
        for name, value in values.items():
            found.add((holder, name, "value", value.value))
            if value.reason is not None:
                found.add((holder, name, "why", value.reason))
        for name, item in items.items():
            for each in _with_former(item):
                found |= {(holder, name, "document", document) for document in each.documents}
                if each.note is not None:
                    found.add((holder, name, "note", each.note))
    return found


def entered(state):
    """Return how often each thing that was entered is there: in its place, or left by a move.

    A value that a move wrote in another form is told apart by its event.
    """
    found = Counter()
    for values, items in _everything(state):
        found.update(
            ("value", value.seq, value.by, repr(value.reason)) for value in values.values()
        )
        for item in items.values():
            if not (item.seq or item.assigned or item.due_by_hand):
                continue  # nobody has touched it: a day it is due follows from the definition
            found[("item", item.seq, item.status, item.assigned, item.due, item.by)] += 1
            found.update(("document", document) for document in item.documents)
            found.update(("note", repr(each.note)) for each in _with_former(item))
    return found


def _everything(state):
    for _, values, items in _holders(state):
        yield values, items
    for move in state.moves:
        for part in move.left.parts.values():
            yield part.values, part.items
        for records in move.left.records.values():
            for record in records.values():
                yield record.values, record.items


def _with_former(item):
    while item is not None:
        yield item
        item = item.former


def _holders(state):
    yield "profile", state.instance.profile, {}
    for step, part in state.steps.items():
        yield step, part.values, part.items
    for records in state.records.values():
        for record in records.values():
            yield record.key, record.values, record.items


def nothing_lost(before, after, command):
    """L8: nothing leaves the state but what the command replaces or takes away itself."""
    if isinstance(command, c.MoveToVersion | c.UndoMove):
        assert entered(before) == entered(after), f"L8: {command}"
        return
    for holder, name, kind, what in remembered(before) - remembered(after):
        assert _replaces(command, holder, name, kind), f"L8: {holder}.{name} lost its {kind} {what}"


def _replaces(command, holder, name, kind):
    match command:
        case c.RecordValues():
            return command.holder == holder and name in {*command.values, *command.reasons}
        case c.ChangeRecord():
            here = split_key(holder) == (command.register, command.number)
            return here and name in {*command.values, *command.reasons}
        case c.ImportRecords():
            key = split_key(holder)
            return any(
                key == (command.register, each.number) and name in each.values
                for each in command.records
            )
        case c.CompleteItem() | c.AddEvidence():
            here = (command.holder, command.item) == (holder, name)
            return kind == "note" and bool(command.note) and here
        case c.RemoveEvidence():
            return kind == "document" and (command.holder, command.item) == (holder, name)
        case _:
            return False


def everything_kept(command, events):
    """L8: every word that was said stands in an event."""
    if not events:
        return
    kept = {word for event in events for word in getattr(event, "words", {}).values()}
    said = [getattr(command, name, "") for name in ("note", "reason", "text")]
    if isinstance(command, c.DraftReport):
        said += command.texts.values()
    for word in map(normalised, said):
        assert not word or word in kept, f"L8: {command} lost {word}"


# --- the machines --------------------------------------------------------------------------------


def legal_moves(before, after, events):
    """Every status a step takes is one that a move of its machine leads to."""
    reached = {step: {life.status} for step, life in before.instance.steps.items()}
    if any(isinstance(event, e.MovedToVersion) for event in events):
        return  # where steps go then, the tests of moving say
    for _ in range(len(events)):
        for step, statuses in reached.items():
            reached[step] = statuses | {
                _LEADS[move] for status in statuses for move in StepMove if step_can(status, move)
            }
    assert all(life.status in reached[step] for step, life in after.instance.steps.items())
    closed = {ProcessLife.COMPLETED, ProcessLife.ABANDONED}
    if before.instance.life in closed and after.instance.life is before.instance.life:
        same = replace(
            after,
            instance=replace(
                after.instance,
                proposals=before.instance.proposals,
            ),
            seq=before.seq,
            last_at=before.last_at,
        )
        assert same == before, "a closed process changed"


_LEADS = {
    StepMove.OPEN: StepStatus.ACTIVE,
    StepMove.REQUEST: StepStatus.IN_REVIEW,
    StepMove.CLOSE: StepStatus.PASSED,
    StepMove.GIVE_BACK: StepStatus.ACTIVE,
    StepMove.SKIP: StepStatus.SKIPPED,
    StepMove.REOPEN: StepStatus.ACTIVE,
    StepMove.REPEAT: StepStatus.ACTIVE,
    StepMove.WAIT_AGAIN: StepStatus.WAITING,
}
