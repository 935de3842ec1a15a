"""Words are a message id with parameters; a language is one catalogue file beside this one.

A parameter's name carries its unit (`distance_m`), its template says how to speak it (`{distance_m:distance}`).
"""

from runlog.messages.message import Message, Param
from runlog.messages.speech import Speech

__all__ = ["Message", "Param", "Speech"]
