"""The one registry of everything the checker can say, by message key.

Rule: whoever reports a problem names a key from here; a code never changes its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from workflow.definitions.message import Message
from workflow.definitions.messages_content import CONTENT
from workflow.definitions.messages_opening import OPENING
from workflow.definitions.messages_overlay import OVERLAYS
from workflow.definitions.messages_proof import PROOF
from workflow.definitions.messages_publishing import PUBLISHING
from workflow.definitions.messages_reading import READING

MESSAGES: Mapping[str, Message] = MappingProxyType(
    {
        message.key: message
        for message in (*OPENING, *READING, *CONTENT, *OVERLAYS, *PROOF, *PUBLISHING)
    }
)
