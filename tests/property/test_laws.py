"""The laws of the core hold whatever is asked, by whomever, in whatever order."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.property.laws import Walk, actions
from tests.property.walks import ACTORS, odd_commands, well_formed
from tests.unit.core import story
from tests.unit.core.small import counting_from
from workflow.core import commands as c
from workflow.core.definition import FieldRef

ASSIGNED = c.AssignItem(holder="netz", item="runde", account=story.DEV.account)
COUNTED_FROM_AFAR = counting_from(FieldRef("profile", "foerderende"))
BEGINNINGS = (
    story.begun,
    lambda: story.begun(traeger="kommune", foerderende="2028-06-30"),
    story.start_is_ready,
    story.start_is_asked,
    lambda: story.start_is_asked().do(c.AbandonProcess(reason="Kein Geld"), by=story.KO),
    lambda: story.start_has_passed().do(ASSIGNED),
    lambda: story.begun(COUNTED_FROM_AFAR, foerderende="2028-06-30").do(story.measure()),
    story.netz_has_passed,
    story.all_have_passed,
)
# A closed quartier is soon told: what ends it is left to the odd commands.
ENDS = {c.AbandonProcess}
THOROUGH = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def asked(draw, walk):
    """Draw who asks what: mostly something that is offered, each kind as often, else anything."""
    by = draw(st.sampled_from(ACTORS))
    if draw(st.sampled_from([True, True, False])):
        offered = [action for action in actions(walk.story, by) if action.offered]
        kinds = sorted(
            {action.command for action in offered} - ENDS, key=lambda kind: kind.__name__
        )
        if kinds:
            kind = draw(st.sampled_from(kinds))
            action = draw(st.sampled_from([each for each in offered if each.command is kind]))
            return well_formed(action, walk.here), by
    return draw(odd_commands(walk.here)), by


@THOROUGH
@given(data=st.data(), beginning=st.sampled_from(BEGINNINGS), length=st.integers(1, 15))
def test_the_laws_hold_whatever_is_asked(data, beginning, length):
    walk = Walk(beginning())
    for _ in range(length):
        command, by = data.draw(asked(walk))
        walk.ask(command, by)
        walk.story = walk.story.later(data.draw(st.sampled_from([0, 0, 0, 1, 40, 100])))
    walk.replays()


@THOROUGH
@given(data=st.data(), beginning=st.sampled_from(BEGINNINGS), length=st.integers(0, 6))
def test_what_is_offered_is_accepted_and_what_is_not_is_refused_for_the_same_reasons(
    data, beginning, length
):
    walk = Walk(beginning())
    for _ in range(length):
        command, by = data.draw(asked(walk))
        walk.ask(command, by)
        walk.story = walk.story.later(data.draw(st.sampled_from([0, 0, 40])))
    for by in data.draw(st.sets(st.sampled_from(ACTORS), min_size=1, max_size=3)):
        walk.offers(by)
