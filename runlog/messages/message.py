"""A message: what to say, not yet in any language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

Scalar = str | int | float | date
Param: TypeAlias = "Scalar | Message | tuple[Scalar | Message, ...]"
"""A message within a message is said in the same language; several are said one after the other."""


@dataclass(frozen=True, slots=True)
class Message:
    """The id of a template in the catalogues, such as `LOAD001.title`, and the values it speaks of."""

    id: str
    params: Mapping[str, Param] = field(default_factory=dict)

    @classmethod
    def of(cls, message_id: str, **params: Param) -> "Message":
        """A message with its parameters given by name."""
        return cls(message_id, params)
