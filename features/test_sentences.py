"""The sentences of the scenarios are kept in order: each means one thing, none is left over."""

from __future__ import annotations

import importlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pytest_bdd.feature import get_features
from pytest_bdd.parser import Scenario, ScenarioTemplate, Step
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from features.steps import MODULES

for each in MODULES:
    importlib.import_module(each)
FOLDERS = [str(path) for path in Path(__file__).parent.iterdir() if list(path.glob("*.feature"))]
_HEADING = re.compile(r"^ *(?:Szenario|Szenariogrundriss): *(.+?) *$", re.MULTILINE)


def sentences() -> list[StepFunctionContext]:
    """Every sentence there is; a function may have several."""
    known = step_function_context_registry.values()
    return [each for each in known if each.step_func.__module__ in MODULES]


def steps() -> Iterator[Step]:
    """Every line of every scenario, the tables filled in."""
    for feature in get_features(FOLDERS):
        for template in feature.scenarios.values():
            for scenario in rendered(template):
                yield from scenario.steps


def rendered(template: ScenarioTemplate) -> Iterator[Scenario]:
    rows = [row for table in template.examples for row in table.as_contexts()]
    yield from (template.render(row) for row in rows or [{}])


def means(sentence: StepFunctionContext, step: Step) -> bool:
    return sentence.type == step.type and bool(sentence.parser.is_matching(step.name))


def test_every_line_means_exactly_one_sentence_and_no_sentence_is_left_over():
    known, used = sentences(), Counter()
    for step in {(each.type, each.name): each for each in steps()}.values():
        meant = [each.step_func.__name__ for each in known if means(each, step)]
        assert len(meant) == 1, (step.name, meant)
        used.update(meant)
    assert {each.step_func.__name__ for each in known} == set(used)


def test_no_scenario_is_lost_because_another_one_has_its_name():
    for feature in get_features(FOLDERS):
        text = Path(feature.filename).read_text(encoding="utf-8")
        assert _HEADING.findall(text) == list(feature.scenarios), feature.rel_filename
