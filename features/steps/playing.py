"""What ships, played by the engine: a quartier walks by itself up to what a scenario is about."""

from __future__ import annotations

from dataclasses import replace

from pytest_bdd import given, parsers, then, when

from features.drivers.course import Course
from workflow.core.definition import Approval
from workflow.core.sentences import blocker_sentence
from workflow.core.state import StepStatus
from workflow.definitions.captions import approval_caption

STATUS = {
    "abgeschlossen": StepStatus.PASSED,
    "offen": StepStatus.ACTIVE,
    "noch nicht offen": StepStatus.WAITING,
}


@given(
    parsers.re(
        r'ein Quartier nach der Vorlage "(?P<name>[^"]+)"(, getragen von "(?P<carrier>[^"]+)")?$'
    ),
    target_fixture="course",
)
def course(name: str, carrier: str | None) -> Course:
    return Course(name, carrier or "")


@when(parsers.re(r'für die Freigabe von "(?P<step>[^"]+)" alles getan ist$'))
def prepared(course: Course, step: str) -> None:
    course.reach(step)


@when(
    parsers.parse(
        'für die Freigabe von "{step}" alles getan ist, nur der Punkt "{item}" ist noch offen'
    )
)
def nearly_prepared(course: Course, step: str, item: str) -> None:
    assert item in course.definition.steps[step].checklist
    course.left_out.add((step, item))
    course.reach(step)


@when(parsers.parse('bei "{step}" in "{field}" "{value}" steht'))
def entered(course: Course, step: str, field: str, value: str) -> None:
    assert course.enter(step, field, value)


@then(parsers.parse('wird bei "{step}" in "{field}" "{value}" nicht angenommen'))
def not_taken(course: Course, step: str, field: str, value: str) -> None:
    assert not course.enter(step, field, value)


@then(parsers.parse('lässt sich die Freigabe von "{step}" nicht anfragen, denn es fehlt'))
def not_to_be_asked(course: Course, step: str, docstring: str) -> None:
    missing = course.missing(step)
    said = [blocker_sentence(each, course.definition, "de") for each in missing]
    assert len(said) == 1, said
    assert docstring in said[0]
    assert not course.ask(step)


@then(parsers.parse('entscheiden über "{step}" der Reihe nach'))
def decided_in_turn(course: Course, step: str, datatable: list[list[str]]) -> None:
    assert course.ask(step), course.missing(step)
    turns = [[" und ".join(_caption(course, each) for each in turn)] for turn in course.turns(step)]
    assert turns == datatable


@then(
    parsers.re(
        r'ist der Schritt "(?P<step>[^"]+)" (?P<status>abgeschlossen|offen|noch nicht offen)$'
    )
)
def stands(course: Course, step: str, status: str) -> None:
    assert course.status(step) is STATUS[status]


@then(
    parsers.re(
        r'wird "(?P<item>[^"]+)" im Schritt "(?P<step>[^"]+)" (?P<wanted>verlangt|nicht verlangt)$'
    )
)
def wanted(course: Course, step: str, item: str, wanted: str) -> None:
    assert course.applies(step, item) is (wanted == "verlangt")


@then(parsers.parse('hält "{item}" die Freigabe von "{step}" nicht auf'))
def not_needed(course: Course, step: str, item: str) -> None:
    assert not course.is_done(step, item)
    assert course.ask(step), course.missing(step)


@then("sind die Schritte der Reihe nach")
def steps_in_order(course: Course, datatable: list[list[str]]) -> None:
    known = course.definition
    steps = [[step.id, known.phases[step.phase].title] for step in known.steps.values()]
    assert steps == datatable


def _caption(course: Course, approval: Approval) -> str:
    here = replace(
        approval, applies_when=None
    )  # whoever is asked is asked: no "as the case may be"
    return approval_caption(here, course.definition, "de")
