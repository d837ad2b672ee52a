"""The rooms: one module of views each, and the table of who may reach them.

Rule: a view loads, reads what was typed, sends one command, leads on or renders. It decides no
rule, builds no sentence and asks no table.
"""

from web.rooms import (
    accounts,
    collecting,
    comments,
    filing,
    gates,
    history,
    items,
    manual,
    own_account,
    own_factor,
    public,
    quarters,
    record_files,
    records,
    reminders,
    reports,
    settings,
    starting,
    steering,
    steps,
    substitutes,
    tasks,
    team,
)

BLUEPRINTS = (
    tasks.blueprint,
    starting.blueprint,
    quarters.blueprint,
    steps.blueprint,
    comments.blueprint,
    items.blueprint,
    records.blueprint,
    collecting.blueprint,
    reports.blueprint,
    record_files.blueprint,
    reminders.blueprint,
    gates.blueprint,
    steering.blueprint,
    team.blueprint,
    history.blueprint,
    manual.blueprint,
    public.blueprint,
    accounts.blueprint,
    filing.blueprint,
    own_account.blueprint,
    own_factor.blueprint,
    substitutes.blueprint,
    settings.blueprint,
)
