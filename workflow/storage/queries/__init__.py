"""What lists and pages read: columns of the projection, never the history, never a loop.

Rule: every query takes a `Reading`, which carries the reach of whoever reads; what is out of reach
is not there. Each is a constant number of statements, whatever the number of quartiere.
"""

from workflow.storage.queries.accounts import AccountRow, accounts
from workflow.storage.queries.around import GateRow, entries, gates, holders
from workflow.storage.queries.counting import open_count
from workflow.storage.queries.deeds import Deed, deeds
from workflow.storage.queries.definitions import (
    DraftRow,
    Requested,
    VersionRow,
    definitions,
    draft,
    drafts,
    latest_start,
    requested,
    running,
    version_stored,
    version_text,
    versions,
)
from workflow.storage.queries.done import DoneRow, around, done
from workflow.storage.queries.overseeing import (
    Member,
    OpenWork,
    Overview,
    Reason,
    Stuck,
    Teams,
    definitions_in_use,
    managers,
    overview,
    pressing_work,
    stuck,
    teams,
)
from workflow.storage.queries.past import FileRow, Tally, files, history, stream, tally
from workflow.storage.queries.people import (
    PersonRow,
    names,
    people,
    role_holders,
)
from workflow.storage.queries.public import PublicPage, Town, public_page, towns
from workflow.storage.queries.quartiere import (
    NOBODY,
    InstanceRow,
    Lage,
    Matter,
    Order,
    StepSummary,
    Wanted,
    instance,
    instances,
)
from workflow.storage.queries.reading import Reach, Reading, reach
from workflow.storage.queries.records import record_history
from workflow.storage.queries.reported import Reported, reported
from workflow.storage.queries.settings import (
    SettingsChange,
    local_settings,
    settings,
    settings_changes,
)
from workflow.storage.queries.substitutes import (
    SubstituteRow,
    colleagues,
    own_substitutes,
    substitutes,
)
from workflow.storage.queries.work import (
    SituationRow,
    TaskRow,
    old_situations,
    tasks,
    waiting,
)
from workflow.storage.queries.workplaces import Workplace, definition_towns, workplaces

__all__ = [
    "NOBODY",
    "AccountRow",
    "Deed",
    "DoneRow",
    "DraftRow",
    "FileRow",
    "GateRow",
    "InstanceRow",
    "Lage",
    "Matter",
    "Member",
    "OpenWork",
    "Order",
    "Overview",
    "PersonRow",
    "PublicPage",
    "Reach",
    "Reading",
    "Reason",
    "Reported",
    "Requested",
    "SettingsChange",
    "SituationRow",
    "StepSummary",
    "Stuck",
    "SubstituteRow",
    "Tally",
    "TaskRow",
    "Teams",
    "Town",
    "VersionRow",
    "Wanted",
    "Workplace",
    "accounts",
    "around",
    "colleagues",
    "deeds",
    "definition_towns",
    "definitions",
    "definitions_in_use",
    "done",
    "draft",
    "drafts",
    "entries",
    "files",
    "gates",
    "history",
    "holders",
    "instance",
    "instances",
    "latest_start",
    "local_settings",
    "managers",
    "names",
    "old_situations",
    "open_count",
    "overview",
    "own_substitutes",
    "people",
    "pressing_work",
    "public_page",
    "reach",
    "record_history",
    "reported",
    "requested",
    "role_holders",
    "running",
    "settings",
    "settings_changes",
    "stream",
    "stuck",
    "substitutes",
    "tally",
    "tasks",
    "teams",
    "towns",
    "version_stored",
    "version_text",
    "versions",
    "waiting",
    "workplaces",
]
