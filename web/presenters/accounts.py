"""The accounts of a municipality, as those who keep them see them: no word about any quartier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from web import paths
from web.language import said_later, say
from web.presenters import dates
from web.presenters.inputs import (
    UNTYPED,
    Input,
    Option,
    Typed,
    checkbox_input,
    filled,
    line_input,
    summary,
)
from web.presenters.parts import Action, Errors, Fact
from web.presenters.roles import ROLE_NAMES
from workflow.core.errors import Blocker, Reason
from workflow.core.municipality import ROLES
from workflow.storage.queries import AccountRow

_ROLE_SAYS: Mapping[str, str] = {
    "coordinator": said_later("Sieht und lenkt alle Quartiere der Kommune"),
    "consultant": said_later("Bearbeitet Prozessvorlagen, sieht keine Inhalte der Quartiere"),
    "admin": said_later("Lädt ein und vergibt Rollen, sieht keine Inhalte der Quartiere"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAccount:
    """An account in the list."""

    name: str
    email: str
    roles: str
    state: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsPage:
    """All accounts."""

    title: str
    says: str
    invite: str
    rows: tuple[ListedAccount, ...]
    place: None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """A role that an account has or could get: what one can do about it, or why not."""

    name: str
    says: str
    held: bool
    action: Action | None
    why_not: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """One account."""

    title: str
    facts: tuple[Fact, ...]
    link: str
    link_says: str
    inputs: tuple[Input, ...]
    rename: str
    roles: tuple[RoleRow, ...]
    deeds: tuple[Action, ...]
    deeds_say: str
    closing: Action | None
    why_not: tuple[str, ...]
    errors: Errors | None
    place: None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitePage:
    """The form that invites somebody."""

    title: str
    says: tuple[str, ...]
    inputs: tuple[Input, ...]
    errors: Errors | None
    place: None = None


def accounts_page(rows: Iterable[AccountRow], today: date) -> AccountsPage:
    """Return the list of accounts."""
    return AccountsPage(
        title=say("Konten"),
        says=say("Wer in Ihrer Kommune mit Quartiersweg arbeitet. In das Team eines Quartiers nimmt die Koordination auf."),
        invite=paths.INVITE,
        rows=tuple(
            ListedAccount(
                name=row.name,
                email=row.email,
                roles=_roles(row) or say("keine für die ganze Kommune"),
                state=_state(row, today),
                url=paths.account(row.account),
            )
            for row in rows
        ),
    )  # fmt: skip


def invite_page(typed: Typed = UNTYPED, *, by_mail: bool = True) -> InvitePage:
    """Return the form that invites somebody."""
    inputs = filled(tuple(_invite_inputs()), typed)
    return InvitePage(
        title=say("Jemanden einladen"),
        says=(
            say("Die Person bekommt eine E-Mail mit einem Link und legt damit ihr Passwort fest. Der Link gilt 7 Tage.")
            if by_mail
            else say("Danach sehen Sie einen Link. Geben Sie ihn der Person: Sie legt damit ihr Passwort fest. Der Link gilt 7 Tage."),
            say("Wer nur in einem Quartier mitarbeitet, braucht hier keine Rolle: In das Team nimmt die Koordination auf."),
        ),
        inputs=inputs,
        errors=summary(typed, None, inputs),
    )  # fmt: skip


def _invite_inputs() -> Iterable[Input]:
    yield line_input("name", say("Vor- und Nachname"))
    yield Input(name="email", label=say("E-Mail-Adresse"), kind="email", width="middle")
    options = [Option(role, say(ROLE_NAMES[role]), hint=say(_ROLE_SAYS[role])) for role in ROLES]
    yield checkbox_input("roles", say("Rollen für die ganze Kommune"), options, optional=True)


def account_page(
    row: AccountRow,
    offers: Mapping[str, tuple[Blocker, ...]],
    close: tuple[Blocker, ...],
    today: date,
    *,
    me: int,
    link: str = "",
    by_mail: bool = True,
    typed: Typed = UNTYPED,
) -> AccountPage:
    """Return one account; `offers`: what keeps each role from being given or taken."""
    name = line_input("name", say("Vor- und Nachname"))
    inputs = filled((replace(name, value=row.name),), typed) if row.own else ()
    return AccountPage(
        title=row.name,
        facts=_facts(row, today),
        link=link,
        link_says=_link_says(by_mail=by_mail),
        inputs=inputs,
        rename=paths.account_deed(row.account, "name"),
        roles=tuple(_role(row, role, offers[role]) for role in ROLES),
        deeds=tuple(_deeds(row, mine=row.account == me)),
        deeds_say=_deeds_say(row),
        closing=_closing(row, close),
        why_not=_why_not(close) if row.own and row.active else (),
        errors=summary(typed, None, inputs),
    )


def _facts(row: AccountRow, today: date) -> tuple[Fact, ...]:
    created = dates.long_day(dates.day_of(row.created_at))
    facts = [
        Fact(label=say("E-Mail-Adresse"), value=row.email),
        Fact(label=say("Stand"), value=_state(row, today)),
        Fact(label=say("Angelegt am"), value=created),
        Fact(label=say("Zweiter Faktor"), value=say("ja") if row.factor else say("nein")),
    ]
    if not row.own:
        text = say("Das Konto gehört einer anderen Kommune. Hier vergeben Sie nur die Rollen.")
        facts.append(Fact(label=say("Hinweis"), value=text))
    return tuple(facts)


def _state(row: AccountRow, today: date) -> str:
    if not row.active:
        return say("Geschlossen")
    if row.used:
        return say("Offen")
    until = dates.day_of(row.invited_until) if row.invited_until else None
    if until is None or until < today:
        return say("Eingeladen, der Link gilt nicht mehr")
    return say("Eingeladen, der Link gilt bis {day}", day=dates.short_day(until, today))


def _roles(row: AccountRow) -> str:
    return ", ".join(say(ROLE_NAMES[role]) for role in ROLES if role in row.roles)


def _role(row: AccountRow, role: str, against: tuple[Blocker, ...]) -> RoleRow:
    held, name = role in row.roles, say(ROLE_NAMES[role])
    action = Action(
        label=say("Rolle nehmen") if held else say("Rolle geben"),
        context=say("{role}, {person}", role=name, person=row.name),
        url=paths.account_deed(row.account, "rollen"),
        post=True,
        data=(("role", role), ("held", "nein" if held else "ja")),
    )
    return RoleRow(
        name=name,
        says=say(_ROLE_SAYS[role]),
        held=held,
        action=None if against else action,
        why_not=_why_not(against),
    )


def _link_says(*, by_mail: bool) -> str:
    if by_mail:
        return say(
            "Der Link ist per E-Mail unterwegs. Sie sehen ihn nur dieses eine Mal; geben Sie ihn nur "
            "der eingeladenen Person."
        )
    return say(
        "Von hier gehen keine E-Mails hinaus: Geben Sie der eingeladenen Person diesen Link, und nur "
        "ihr. Sie sehen ihn nur dieses eine Mal."
    )


def _deeds(row: AccountRow, *, mine: bool) -> Iterable[Action]:
    if not row.own:
        return
    if row.active and not row.used:
        yield _deed(row, say("Neuen Link schaffen"), "einladung")
    if row.factor and not mine:
        yield _deed(row, say("Zweiten Faktor zurücksetzen"), "zweiter-faktor")


def _closing(row: AccountRow, close: tuple[Blocker, ...]) -> Action | None:
    if not row.own:
        return None
    if not row.active:
        return _deed(row, say("Konto wieder öffnen"), "oeffnen")
    return None if close else _deed(row, say("Konto schließen"), "schliessen")


def _deed(row: AccountRow, label: str, what: str) -> Action:
    url = paths.account_deed(row.account, what)
    return Action(label=label, context=row.name, url=url, post=True)


def _deeds_say(row: AccountRow) -> str:
    if not row.own:
        return say("Öffnen und schließen kann das Konto die Kommune, der es gehört.")
    if row.active:
        return say(
            "Wer ein geschlossenes Konto hat, ist sofort überall abgemeldet und kann sich nicht mehr "
            "anmelden. Was die Person getan hat, bleibt im Verlauf. Sie können das Konto wieder öffnen."
        )
    return say("Das Konto ist geschlossen. Die Rollen bleiben und gelten nach dem Öffnen wieder.")


def _why_not(against: Iterable[Blocker]) -> tuple[str, ...]:
    return tuple(_reason(each) for each in against)


def _reason(blocker: Blocker) -> str:
    if blocker.reason is Reason.LAST_OF_ROLE:
        return say(
            "Die Rolle {role} hätte dann niemand mehr. Geben Sie sie zuerst jemand anderem.",
            role=say(ROLE_NAMES[blocker.thing]),
        )
    return say(
        "Das eigene Konto ändert hier niemand selbst. Das kann jemand anderes mit der Rolle {role}.",
        role=say(ROLE_NAMES["admin"]),
    )
