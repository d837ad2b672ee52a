"""Scenes for presenters, made from stories of the engine: no Flask, no database."""

from tests.unit.core.story import DEV, KO, KO2, MAN, Story
from web.presenters.scene import Scene, by_target
from workflow.core.actions import available_actions, record_actions
from workflow.core.municipality_settings import Settings

USUAL = Settings()
PEOPLE = {
    DEV.account: "Tom Brandt",
    MAN.account: "Aylin Demir",
    KO.account: "Petra Voss",
    KO2.account: "Ines Kaya",
}


def scene(story: Story, by=MAN, settings=USUAL) -> Scene:
    """What somebody sees of the quartier as it stands in the story."""
    definition, state, today = story.definition, story.state, story.today
    actions = list(available_actions(definition, state, by, today))
    for register, records in state.records.items():
        for number in records:
            actions += record_actions(definition, state, by, today, f"{register}/{number}")
    return Scene(
        q="muehlburg",
        definition=definition,
        state=state,
        actor=by,
        actions=by_target(actions),
        today=today,
        people=PEOPLE,
        settings=settings,
        coordinators=(KO.account, KO2.account),
    )
