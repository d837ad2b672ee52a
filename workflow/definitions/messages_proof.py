"""What the proof of a whole definition has to say: where no course leads on.

Rule: a message here is never a guess about the form of a file; the engine has tried.
"""

from __future__ import annotations

from workflow.definitions.message import Message

PROOF = (
    Message(
        "E043",
        "Dieser Schritt öffnet sich nie. Verlangt ist: {condition}.",
        "This step never opens. It asks for: {condition}.",
        right="opens_when: {step: haus, is: passed}",
        wrong="opens_when: {count: helfer, where: {seit: {at_least: {today: {months: 1}}}}, "
        "at_least: 1}",
    ),
    Message(
        "E045/gate",
        "Diese Freigabe ist mit keiner Folge von Eingaben zu erreichen: {reason}.",
        "No course of entries leads through this gate: {reason}.",
        right="seit: {at_most: today}",
        wrong="seit: {at_least: {today: {months: 1}}}",
    ),
)
