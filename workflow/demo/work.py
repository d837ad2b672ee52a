"""The work in steps and in register entries: each item on its day, with its proof.

Rule: which proof an item needs, who does it and when it is due stands in the process definition;
the script only says the words. An item that recurs is done again; long ago not every time, lately
always.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from workflow.core import commands as c
from workflow.core.conditions import Scope, holds, is_settled
from workflow.core.definition import ChecklistItem, Field
from workflow.core.events import ItemCompleted, RecordAdded, RoundStarted, StepOpened
from workflow.core.policy import MANAGER
from workflow.core.state import Answer, ItemState, StepStatus, split_key
from workflow.demo.entered import entered
from workflow.demo.script import Entry, Line
from workflow.demo.teller import Teller, working_day

_LATELY = timedelta(days=45)
_SELDOM = timedelta(days=60)  # how much later than due a recurring item was done, long ago
_A_WEEK = timedelta(days=7)
_NOT_HERE = "Trifft auf diesen Eintrag nicht zu."


class Work:
    """What people do in one quartier, item by item."""

    def __init__(self, teller: Teller) -> None:
        self._teller = teller
        self._times: Counter[tuple[str, str]] = Counter()
        self._made: set[int] = set()

    # --- planning ---

    def open_step(self, event: StepOpened) -> None:
        """Plan the items of a step that has opened, and move their due dates if it has to wait."""
        delay = timedelta(days=self._teller.tale.delays.get(event.step, 0))
        dues = {item: due + delay for item, due in event.dues.items()}
        for item, due in dues.items() if delay else ():
            command = c.SetItemDue(holder=event.step, item=item, due=due)
            self._teller.do(self._teller.acting(MANAGER), command)
        self._plan_step(event.step, dues)

    def open_round(self, event: RoundStarted) -> None:
        """Plan the items of the steps that are open again."""
        for step in event.active:
            self._plan_step(step, event.dues.get(step, {}))

    def _plan_step(self, step: str, dues: Mapping[str, date]) -> None:
        pace = self._teller.tale.paces.get(step, self._teller.tale.pace)
        for item in self._teller.script.items(step):
            line = self._teller.script.line(step, item, 0)
            days = (dues[item] - self._teller.day).days if item in dues else line.after
            if days is not None:
                self._plan(step, item, working_day(self._in_days(max(1, int(days * pace)))))

    def _in_days(self, days: int) -> date:
        return self._teller.day + timedelta(days=days)

    def open_entry(self, event: RecordAdded) -> None:
        """Plan the items of an entry's own checklist, some days before each is due."""
        holder = f"{event.register}/{event.number}"
        for item in self._teller.definition.registers[event.register].checklist:
            line = self._teller.script.line(event.register, item, 0)
            if item in event.dues:
                day = working_day(event.dues[item] - timedelta(days=line.before))
                self._plan(holder, item, max(day, self._teller.day))
            elif line.after is not None:
                self._plan(holder, item, self._in_days(line.after))

    def again(self, event: ItemCompleted) -> None:
        """Plan an item that recurs for the next time."""
        day = event.again_on
        if day is None:
            return
        recently = self._teller.town.today - _LATELY
        if day < recently:
            day = min(day + _SELDOM, recently + timedelta(days=day.day))
        self._plan(event.holder, event.item, day)

    def _plan(self, holder: str, item: str, day: date) -> None:
        if f"{holder.split('/', maxsplit=1)[0]}.{item}" not in self._teller.tale.leaves:
            self._teller.on(day, lambda: self._do(holder, item))

    # --- doing ---

    def _do(self, holder: str, item: str) -> None:
        if not self._teller.is_running or self._is_settled(holder, item):
            return
        if split_key(holder) is None and not self._is_workable(holder):
            self._plan(holder, item, self._teller.day + _A_WEEK)  # a request locks the step
        elif self._applies(holder, item):
            self._finish(holder, item)
        else:
            who = self._teller.acting(self._item(holder, item).role)
            self._teller.do(who, c.SetItemAside(holder=holder, item=item, reason=_NOT_HERE))

    def catch_up(self, step: str) -> None:
        """Do again what recurs and is open, because a gate asks for it."""
        for item in self._teller.definition.steps[step].checklist.values():
            if item.repeat_months and self._teller.state.step(step).items.get(item.id):
                self._do(step, item.id)

    def _is_workable(self, step: str) -> bool:
        status = self._teller.state.instance.steps[step].status
        ongoing = self._teller.definition.steps[step].ongoing
        return status is StepStatus.ACTIVE or (status is StepStatus.PASSED and ongoing)

    def _is_settled(self, holder: str, item: str) -> bool:
        return is_settled(self._items(holder).get(item, ItemState()), self._teller.day)

    def _items(self, holder: str) -> Mapping[str, ItemState]:
        key = split_key(holder)
        if key is None:
            return self._teller.state.step(holder).items
        return self._teller.state.records[key[0]][key[1]].items

    def _applies(self, holder: str, item: str) -> bool:
        key = split_key(holder)
        scope = self._teller.scope
        if key is not None:
            record = self._teller.state.records[key[0]][key[1]]
            scope = Scope(scope.definition, scope.state, scope.today, record)
        return holds(self._item(holder, item).applies_when, scope) is not Answer.NO

    def _item(self, holder: str, item: str) -> ChecklistItem:
        key = split_key(holder)
        if key is None:
            return self._teller.definition.steps[holder].checklist[item]
        return self._teller.definition.registers[key[0]].checklist[item]

    def _finish(self, holder: str, item: str) -> None:
        part = holder.split("/", maxsplit=1)[0]
        at = f"{part}.{item}"
        aside = self._teller.tale.aside.get(at)
        who = self._teller.acting(self._item(holder, item).role)
        if aside is not None:
            self._teller.do(who, c.SetItemAside(holder=holder, item=item, reason=aside))
            return
        turn = self._times[holder, item]
        self._times[holder, item] += 1
        line = self._teller.script.line(part, item, turn)
        if part == holder:
            self._write_entries(holder, at, who, turn)
        self._record(holder, at, line, who, turn)
        self._complete(holder, item, line, who)

    def _complete(self, holder: str, item: str, line: Line, who: int) -> None:
        papers = (self._teller.paper(line.paper),) if line.paper else ()
        note = self._teller.text(line.note)
        self._teller.do(
            who, c.CompleteItem(holder=holder, item=item, note=note, documents=papers, reason="")
        )

    # --- entries and fields ---

    def _write_entries(self, step: str, at: str, who: int, turn: int) -> None:
        round_ = self._teller.state.instance.round
        recurs = self._teller.definition.steps[step].checklist[at.split(".")[1]].repeat_months
        for entry in self._teller.script.entries(at):
            if recurs or (entry.round == round_ and id(entry) not in self._made):
                self._add(entry, step, who, turn)
        for entry in self._teller.script.changing(at):
            for holder, each in list(self._teller.entries.items()):
                if each is entry:
                    self._change(holder, entry.later[at], who)

    def _add(self, entry: Entry, step: str, who: int, turn: int) -> None:
        fields = self._teller.definition.registers[entry.register].fields
        values = entered(self._teller, entry.values, fields, turn)
        number = self._teller.state.instance.numbers.get(entry.register, 0) + 1
        self._made.add(id(entry))
        self._teller.entries[f"{entry.register}/{number}"] = entry
        if entry.name:
            self._teller.numbers[entry.name] = number
        self._teller.do(who, c.AddRecord(register=entry.register, step=step, values=values))

    def _change(self, holder: str, raw: Mapping[str, Any], who: int) -> None:
        register, _, number = holder.partition("/")
        fields = self._teller.definition.registers[register].fields
        values = entered(self._teller, raw, fields)
        self._teller.do(who, c.ChangeRecord(register=register, number=int(number), values=values))

    def _record(self, holder: str, at: str, line: Line, who: int, turn: int) -> None:
        if "/" in holder:
            values = {**line.values, **self._teller.entries[holder].later.get(at, {})}
            if values:
                self._change(holder, values, who)
        elif line.values:
            self._record_fields(holder, line.values, who, turn)

    def _record_fields(self, step: str, raw: Mapping[str, Any], who: int, turn: int) -> None:
        fields: Mapping[str, Field] = self._teller.definition.steps[step].fields
        values = entered(self._teller, raw, fields, turn)
        self._teller.do(who, c.RecordValues(holder=step, values=values))
