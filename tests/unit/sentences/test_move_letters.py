"""The letter about a move, in both languages: what happened, what it means, why."""

import pytest

from tests.unit.core.newer import NEWER
from tests.unit.core.small import SMALL
from workflow.core.events import MovedToVersion
from workflow.core.moving.preview import Consequence, Consequences, Effect, Verdict
from workflow.core.sentences.language import LANGUAGES
from workflow.core.sentences.move_letters import moved_letter, undone_letter

EVENT = MovedToVersion(
    definition=NEWER.digest,
    version=2,
    former=SMALL.digest,
    former_version=1,
    steps=(),
    whom=(4,),
    words={"reason": "Der {Rat} will es so."},
)
MORE = Consequences(verdict=Verdict.MORE, effects=(Consequence(effect=Effect.NEW_ITEMS, count=2),))
SAYS = {
    "de": ("Quartier „Mühlburg“", "Version 2", "Mehr Aufwand: 2 neue Pflichtpunkte."),
    "en": ("neighbourhood “Mühlburg”", "version 2", "More to do: 2 new required items."),
}
BACK = {"de": "wieder mit Version 2", "en": "version 2 of the process definition"}
NAMELESS = {"de": "ein Quartier, zu dessen Team", "en": "A neighbourhood whose team"}


def moved(language, quarter="Mühlburg"):
    return moved_letter(EVENT, SMALL, NEWER, MORE, quarter=quarter, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_happened_what_it_means_and_why(language):
    subject, text = moved(language)
    for part in (*SAYS[language], NEWER.title, "Der {Rat} will es so."):
        assert part in text
    assert "Mühlburg" not in subject


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quartier_whose_name_was_erased_has_none(language):
    assert NAMELESS[language] in moved(language, quarter="")[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_back_is_another_letter(language):
    subject, text = undone_letter(EVENT, SMALL, quarter="Mühlburg", language=language)
    assert subject != moved(language)[0]
    assert BACK[language] in text
    assert "Der {Rat} will es so." in text
