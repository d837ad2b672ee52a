"""The open work that follows from a state: who owes what, until when.

Rule: derived, without a *now*: an item that recurs carries the day it is open again, an overdue one
is overdue because today is later than its date. The projection keeps these as rows (law L5), and
writes them anew when their step or record changes. So what does not apply is left out where that
follows from the fields beside it or from the profile (`dependence.work_by_profile` says whose work
that is); where it hangs on something else, it stays in sight.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workflow.core import turns
from workflow.core.beside import Beside
from workflow.core.definition import (
    Approval,
    ApprovalKind,
    ChecklistItem,
    ProcessDefinition,
    Step,
    TaskRule,
)
from workflow.core.policy import COORDINATOR, MANAGER
from workflow.core.state import (
    UNTOUCHED,
    Answer,
    InstancePart,
    ItemState,
    ItemStatus,
    Record,
    Request,
    StepLife,
    StepPart,
    StepStatus,
)


class TaskKind(StrEnum):
    """What kind of work it is."""

    ITEM = "item"  # an open checklist item
    RECORD = "record"  # an entry of a register that somebody answers for
    DATA = "data"  # required fields of an active step are empty (`count`)
    RETURNED = "returned"  # a gate came back
    EXCEPTION = "exception"  # an exception waits to be granted
    APPROVAL = "approval"  # a gate waits for this role, or for a body recorded by this role
    STALE = "stale"  # an approval to confirm
    OBLIGATION = "obligation"
    PROPOSAL = "proposal"


# Others can go on only when one of these is done: a decision, or what came back.
DECISIONS = frozenset({TaskKind.APPROVAL, TaskKind.EXCEPTION, TaskKind.STALE, TaskKind.PROPOSAL})
LOUD = DECISIONS | {TaskKind.RETURNED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One piece of open work. `person` is set when it is given to somebody; else the role owes it.

    An entry of a register is owed by a person alone: its `role` is "".

    `start` is the day from which it counts (a recurring item opens again); None: at once. `barred`
    is who asked for the gate and so may not decide about it (four eyes).
    """

    kind: TaskKind
    holder: str
    thing: str = ""
    role: str
    person: int | None = None
    due: date | None = None
    start: date | None = None
    required: bool = True
    count: int = 0
    reminded_on: date | None = None
    barred: int | None = None


REST_DAYS = 3  # so long after a reminder nobody sends another


def rests(reminded_on: date | None, today: date) -> bool:
    """Return whether a reminder is so fresh that another one would be a nuisance."""
    return reminded_on is not None and (today - reminded_on).days < REST_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many of a step's required items are settled."""

    done: int
    total: int


def progress(
    definition: ProcessDefinition, instance: InstancePart, step: str, part: StepPart
) -> Progress:
    """Return how many required items of a step are settled. A recurring one counts as settled.

    What came by a move after the step had passed, and is not owed yet, does not count.
    """
    beside = Beside(definition, instance, step, part)
    checklist = definition.steps[step].checklist.values()
    required = [item.id for item in checklist if item.required and not beside.rules_out(item)]
    owed = [item for item in required if part.added.get(item, True)]
    states = [part.items.get(item, UNTOUCHED) for item in owed]
    settled = [state for state in states if state.status is not ItemStatus.OPEN]
    return Progress(done=len(settled), total=len(owed))


def step_tasks(
    definition: ProcessDefinition,
    instance: InstancePart,
    step: str,
    part: StepPart,
    items: Collection[str] | None = None,
) -> tuple[Task, ...]:
    """Return the open work of one step; of its items only `items`, unless None."""
    life = instance.steps[step]
    found = definition.steps[step]
    tasks: list[Task] = []
    beside = Beside(definition, instance, step, part)
    checklist = [
        each for each in _named(found.checklist, items) if _is_due(found, life, part, each)
    ]
    tasks.extend(_items(beside, checklist, part.items))
    if life.status is StepStatus.ACTIVE:
        tasks.extend(_active(found, part, beside))
    if part.request is not None:
        tasks.extend(_in_review(found, definition, part.request))
    request = part.request or part.passed
    if request is not None and request.stale:
        stale = len(request.stale)
        tasks.append(Task(kind=TaskKind.STALE, holder=step, role=COORDINATOR, count=stale))
    if part.passed is not None:
        tasks.extend(_notices(found, definition, part.passed))
    return tuple(tasks)


def _is_due(step: Step, life: StepLife, part: StepPart, item: ChecklistItem) -> bool:
    """Return whether an open item is work: in an active step, an ongoing one, or owed since a move."""
    if life.status is StepStatus.PASSED:
        return part.added.get(item.id, step.ongoing)
    return life.status is StepStatus.ACTIVE


def _named(
    checklist: Mapping[str, ChecklistItem], items: Collection[str] | None
) -> Iterable[ChecklistItem]:
    if items is None:
        return checklist.values()
    return [checklist[item] for item in items if item in checklist]


def _items(
    beside: Beside, checklist: Iterable[ChecklistItem], items: Mapping[str, ItemState]
) -> Iterator[Task]:
    for item in checklist:
        state = items.get(item.id, UNTOUCHED)
        settled = state.status is not ItemStatus.OPEN and state.again_on is None
        if settled or beside.rules_out(item):
            continue
        again = state.again_on if state.status is not ItemStatus.OPEN else None
        yield Task(
            kind=TaskKind.ITEM,
            holder=beside.holder,
            thing=item.id,
            role=item.role,
            person=state.assigned,
            due=again or state.due,
            start=again,
            required=item.required,
            reminded_on=None if again else state.reminded_on,
        )


def _active(step: Step, part: StepPart, beside: Beside) -> Iterator[Task]:
    empty = sum(
        1
        for field in step.fields.values()
        if field.required
        and field.calculate is None
        and field.id not in part.values
        and beside.applies(field) is Answer.YES
    )
    if empty:
        yield Task(kind=TaskKind.DATA, holder=step.id, role=step.lead, count=empty)
    if part.returned is not None:
        yield Task(
            kind=TaskKind.RETURNED,
            holder=step.id,
            thing=part.returned.approval,
            role=step.lead if step.lead in (MANAGER, COORDINATOR) else MANAGER,
        )


def _in_review(step: Step, definition: ProcessDefinition, request: Request) -> Iterator[Task]:
    for name in turns.open_exceptions(request):
        role = request.exceptions[name].role
        when = request.reminded.get(f"exception:{name}")
        yield Task(
            kind=TaskKind.EXCEPTION,
            holder=step.id,
            thing=name,
            role=role,
            reminded_on=when,
            barred=request.by,
        )
    for approval in turns.due_now(step.gate, request):
        yield _approval_task(step, definition, approval, request)


def _approval_task(
    step: Step, definition: ProcessDefinition, approval: Approval, request: Request
) -> Task:
    role = approval.role or definition.bodies[approval.body].recorded_by
    required = approval.kind is not ApprovalKind.NOTICE
    return Task(
        kind=TaskKind.APPROVAL,
        holder=step.id,
        thing=approval.id,
        role=role,
        required=required,
        reminded_on=request.reminded.get(f"approval:{approval.id}"),
        barred=request.by if approval.role else None,
    )


def _notices(step: Step, definition: ProcessDefinition, passed: Request) -> Iterator[Task]:
    for approval in step.gate.approvals:
        late = approval.kind is ApprovalKind.NOTICE and approval.id in passed.approvals
        if late and not turns.is_settled(passed, approval.id):
            yield _approval_task(step, definition, approval, passed)


def record_tasks(
    definition: ProcessDefinition, instance: InstancePart, record: Record
) -> tuple[Task, ...]:
    """Return the open work of a register entry: itself, and its own checklist."""
    if record.archived is not None:
        return ()
    register = definition.registers[record.register]
    beside = Beside(definition, instance, record.key, record)
    items = _items(beside, register.checklist.values(), record.items)
    return (*_answered_for(beside, register.task), *items)


def _answered_for(beside: Beside, rule: TaskRule | None) -> Iterator[Task]:
    if rule is None:
        return
    person = beside.value(rule.person)
    if isinstance(person, int) and beside.holds(rule.until) is not Answer.YES:
        due = beside.value(rule.due) if rule.due else None
        yield Task(
            kind=TaskKind.RECORD,
            holder=beside.holder,
            role="",
            person=person,
            due=due if isinstance(due, date) else None,
            required=False,
        )


def instance_tasks(definition: ProcessDefinition, instance: InstancePart) -> tuple[Task, ...]:
    """Return the open work that belongs to no single step: obligations and proposals."""
    del definition
    obligations = (
        Task(
            kind=TaskKind.OBLIGATION,
            holder=duty.step,
            thing=number,
            role=duty.role,
            due=duty.due,
            reminded_on=duty.reminded_on,
        )
        for number, duty in instance.obligations.items()
        if duty.fulfilled_on is None
    )
    proposals = (
        Task(kind=TaskKind.PROPOSAL, holder=proposal.step, thing=number, role=COORDINATOR)
        for number, proposal in instance.proposals.items()
    )
    return (*obligations, *proposals)
