"""Newer versions that ask for something else: in order as a whole, so that all of it can be asked.

Where everything goes, `versions` draws; here it is what there is to do.
"""

from dataclasses import replace

from hypothesis import strategies as st

from tests.property.versions import NEW, numbered
from tests.unit.core.small import IS_KOMMUNE, IS_VEREIN, at_least, passed
from workflow.core.definition import (
    Approval,
    ApprovalKind,
    ChecklistItem,
    Count,
    DocumentProof,
    DueRule,
    Field,
    FieldType,
    GateCondition,
    Strength,
)

APPLIES = st.sampled_from([None, IS_VEREIN, IS_KOMMUNE])
MOSTLY = st.sampled_from([True, True, False])
KINDS = st.sampled_from(list(ApprovalKind))


@st.composite
def demanding_versions(draw, definition, under_way):
    """Draw a version that asks for other things than this one, mostly in the steps under way."""
    drawn = replace(definition, version=definition.version + 1)
    for _ in range(draw(st.sampled_from([1, 1, 1, 2]))):
        kind, change = draw(st.sampled_from(DEMANDS))
        holders = getattr(drawn, kind)
        names = [*sorted(holders), *(under_way * 3 if kind == "steps" else ())]
        name = draw(st.sampled_from(names))
        drawn = replace(drawn, **{kind: {**holders, name: change(draw, holders[name])}})
    return numbered(drawn)


def _item(draw, holder):
    name = draw(st.sampled_from(NEW))
    item = ChecklistItem(
        id=name,
        text=name,
        role="manager",
        required=draw(MOSTLY),
        due=DueRule(days=5),
        applies_when=draw(APPLIES),
    )
    return replace(holder, checklist={**holder.checklist, name: item})


def _field(draw, holder):
    name = draw(st.sampled_from(NEW))
    wanted, applies = draw(MOSTLY), draw(APPLIES)
    field = Field(id=name, type=FieldType.TEXT, label=name, required=wanted, applies_when=applies)
    return replace(holder, fields={**holder.fields, name: field})


def _stricter(draw, holder):
    if not holder.checklist:
        return holder
    name = draw(st.sampled_from(sorted(holder.checklist)))
    proof = draw(st.sampled_from([holder.checklist[name].evidence, (DocumentProof(),)]))
    stricter = replace(holder.checklist[name], required=draw(st.booleans()), evidence=proof)
    return replace(holder, checklist={**holder.checklist, name: stricter})


def _gate(draw, step):
    wanted = at_least(Count("partner"), draw(st.integers(0, 4)))
    strength = draw(st.sampled_from(list(Strength)))
    condition = GateCondition(id="neu", condition=wanted, strength=strength)
    return replace(step, gate=replace(step.gate, conditions=(*step.gate.conditions, condition)))


def _approval(draw, step):
    approval = Approval(id="neu", body="rat", kind=draw(KINDS), applies_when=draw(APPLIES))
    return replace(step, gate=replace(step.gate, approvals=(*step.gate.approvals, approval)))


def _opening(draw, step):
    return replace(step, opens_when=draw(st.sampled_from([None, IS_KOMMUNE, passed("start")])))


DEMANDS = (
    *(("steps", each) for each in (_item, _field, _stricter, _gate, _approval, _opening)),
    *(("registers", each) for each in (_item, _stricter)),
)
