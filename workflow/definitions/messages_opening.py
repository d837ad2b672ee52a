"""The messages about a file that cannot even be opened (E022).

Rule: nothing inside a file provokes them, so they have no example.
"""

from __future__ import annotations

from workflow.definitions.message import Message

OPENING: tuple[Message, ...] = (
    Message(
        "E022/missing",
        "Diese Datei gibt es nicht.",
        "There is no such file.",
        right="",
        wrong="",
    ),
    Message(
        "E022/folder",
        "Das ist ein Ordner. Nennen Sie die Dateien darin.",
        "This is a folder. Name the files in it.",
        right="",
        wrong="",
    ),
    Message(
        "E022/closed",
        "Diese Datei lässt sich nicht öffnen. Dürfen Sie sie lesen?",
        "This file cannot be opened. May you read it?",
        right="",
        wrong="",
    ),
)
