"""A page that asks something: any form, from one question to a whole step."""

from __future__ import annotations

from dataclasses import dataclass

from web.presenters.inputs import Input
from web.presenters.parts import Errors, Fact, Line, Place, ProofLine


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """A heading, what follows from it, questions, one button and a way out."""

    title: str
    place: Place
    over: str
    heading: str
    action: str
    button: str
    cancel: str
    leave: str = ""  # how the way out is called, if not "Abbrechen, ohne zu speichern"
    says: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = ()
    errors: Errors | None = None
    refused: tuple[Line, ...] = ()
    seen: int | None = None
    files: bool = False
    lines_title: str = ""
    lines: tuple[Line, ...] = ()
    facts: tuple[Fact, ...] = ()
    proofs: tuple[ProofLine, ...] = ()
    all_required: bool = False
    hidden: tuple[tuple[str, str], ...] = ()
    overtaken: bool = False  # somebody was faster, and this page shows what they did
