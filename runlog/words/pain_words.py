"""The words and numbers that `pain_marks` looks for, English and German, a little French."""

import re
from typing import Final

_N: Final = r"(?<![\d.,:/])(?:10(?:[.,]0)?|\d(?:[.,]\d)?)(?![\d:]|[.,]\d)"
_OF_TEN: Final = r"\s*(?:/|out\s+of|von|sur)\s*10(?![\d/:]|[.,]\d)"
_BEFORE: Final = (
    r"(?:before|pre|vorher|davor|avant|vor)\b"
    r"(?=\s*(?:$|[:=,;.!)&/|+\-\n]|(?:and|und)\b|\d|(?:(?:the|dem|my)\s+)?(?:run|start|lauf)))"
)
_AFTER: Final = r"(?:afterwards?|after|post|nachher|danach|apr[eè]s|nach)\b"
_BACK: Final = r"back|r[uü]e?cken|lws|kreuz|lumbar"

ANCHOR: Final = re.compile(
    r"(?<![\w'-])(?:"
    r"(?P<within>(?:pain|schmerz(?:en)?)\s+(?:in|im|am)\s+(?:(?:the|my|left|right|low(?:er)?|dem|der|linken?|rechten?"
    r"|untere[nrm]?)\s+)*(?P<part>[^\W\d]+))"
    r"|(?P<pain>pain(?:\s+(?:level|score|scale))?|\w*schmerz(?:en)?|douleur|mal\s+de\s+dos|back\s?ache|nrs|sciatica"
    r"|ischias|(?:r[uü]e?cken|kreuz|bein)weh)"
    rf"|(?P<bare>(?:low(?:er)?\s+)?(?:{_BACK}))"
    r"|(?P<leg>(?:(?:left|right|linkes|rechtes)\s+)?(?:leg|bein))"
    r")(?![\w'-])",
    re.IGNORECASE,
)
"""Where a mark may begin: a word of pain, the back alone, or a leg alone (which counts beside another mark only)."""

WHEN: Final = re.compile(rf"[\s(]*(?:(?P<before>{_BEFORE})|(?P<after>{_AFTER}))\s*[:=]?\s*", re.IGNORECASE)
WHEN_LEFT: Final = re.compile(
    r"\b(?:(?P<before>before|pre|vorher|davor|avant)|(?P<after>after(?:wards)?|post|nachher|danach))"
    r"(?:\s+(?:the\s+)?run)?\s*[:=]?\s*$",
    re.IGNORECASE,
)
LINK: Final = re.compile(
    r"\s*(?:(?:[:=~(]|(?:was|is|war|ist|about|around|ca\.?|a|auf|today|heute|now|jetzt)\b)\s*)*", re.IGNORECASE
)
LOOSE_LINK: Final = re.compile(
    r"\s*(?:(?:[:=~(]|(?:was|is|war|ist|about|around|ca\.?|an?|auf|today|heute|now|jetzt|felt|feels|like|at|bei|up|to"
    r"|bis|sore|tight|stiff|achy|hurt(?:s|ing)?|bit|slightly|little|niggl\w*|etwas|leicht|steif|zwickt\w*|verspannt)\b)"
    r"\s*)*",
    re.IGNORECASE,
)
"""What may stand between word and number; the loose one, which a clock or a distance may follow, before `/10` only."""

VALUE: Final = re.compile(
    rf"(?P<n>{_N})(?:\s*[-\u2013]\s*(?P<to>{_N}))?(?P<ten>{_OF_TEN})?"
    rf"(?:\s*(?:->|=>|→|⇒)\s*(?P<then>{_N})(?:{_OF_TEN})?)?",
    re.IGNORECASE,
)
REVERSED: Final = re.compile(
    rf"(?P<n>{_N}){_OF_TEN}\s+(?:(?:of|low|lower|upper|mild|slight|dull|sharp|some|left|right|leg|{_BACK}|knee|calf|hip"
    r"|leichte\w*|starke\w*|dumpfe\w*)\s+){0,3}$",
    re.IGNORECASE,
)
"""`3/10 low back pain`: the number before the word."""

ENDS: Final = re.compile(
    r"\s*(?:$|[,;.!?)\]|&+\n\u2013\u2014]|-(?!\s*\d)|/(?!\s*\d)|[^\w\s%'\"°/-]"
    r"|(?:before|afterwards?|after|during|today|now|again|all\s+(?:day|the\s+way|run)|at\s+(?:the\s+)?(?:start|end|finish)"
    r"|vorher|davor|vor|nachher|danach|nach|heute|jetzt|wieder|beim|am\s+(?:ende|anfang|schluss)|but|aber|pre|post"
    r"|(?:(?:and|und|plus)\s+(?:my\s+)?(?:low(?:er)?\s+)?(?:back|r[uü]e?cken|pain)"
    r"|(?:(?:and|und|plus)\s+(?:my\s+)?)?(?:leg|bein|stiff\w*|steif\w*|tight|no|kein\w*)))\b)",
    re.IGNORECASE,
)
"""What may follow a number that doesn't say of how many it is: `back 3 miles` goes on in another way."""

BEGINS: Final = re.compile(
    r"(?:^|[,;.!?:(\[|&+\n\r\u2013\u2014/]|\s-|\b(?:my|mein|today|heute|with|mit|note|sore|tight|stiff)"
    r"|\b(?:rpe|effort|stiffness|leg|bein)\s*:?\s*\d+(?:/10)?)\s*$",
    re.IGNORECASE,
)
"""What may stand before a bare `back`: in `came back 10` it is no part of the body."""
OUT_AND_BACK: Final = re.compile(r"\b(?:out|hin|there)\b[^.;\n]{0,20}$", re.IGNORECASE)
UP_TO: Final = re.compile(r"\b(?:up|to)\b", re.IGNORECASE)
MOTION: Final = re.compile(
    r"\b(?:came|com(?:e|ing)|go(?:es|ing)?|went|g[eo]t|getting|turn(?:ed|ing)?|head(?:ed|ing)?|way|run(?:ning)?|ran"
    r"|jog(?:ged|ging)?|walk(?:ed|ing)?|cut|dial(?:led|ed)?|scal(?:ed|ing)|held|hold|br(?:ing|ought)|pull(?:ed)?)\s*$",
    re.IGNORECASE,
)
DENIED: Final = re.compile(
    r"\b(?:no|not|never|without|zero|kein\w*|ohne|nicht|pas\s+de)\s+(?:[^\W\d]+\s+){0,2}$", re.IGNORECASE
)
NOT_PAIN: Final = re.compile(
    r"\s*(?:effort|rpe|hr|hard|tired\w*|mood|energy|fun|motivation|anstrengung|m[uü]de|stimmung|spa(?:ss|ß)|feel\w*"
    r"|schlaf|sleep|good|great|strong|gut)\b",
    re.IGNORECASE,
)
OTHER_PAINS: Final = re.compile(
    r"\b(?:muscle|joint|period|menstrual|growing|eye|ear|side|skin|blister|hunger|muskel|gelenk|seiten)s?$",
    re.IGNORECASE,
)
"""Pains that are neither the back's nor of a part that `places` knows."""
AND_THEN: Final = re.compile(
    rf"[\s,;&]*(?:(?:at|the|by|start|end|finish|halfway|then|later|now|rising|up|to|and|am|zum|anfang|ende|schluss|dann"
    rf"|sp[aä]ter|und|(?P<before>{_BEFORE})|(?P<after>{_AFTER}))\b[\s,;:=&]*)*",
    re.IGNORECASE,
)
"""Between the numbers of one mark: `2 before, 4 after`; `2/10 at the start, 4/10 by the end`."""
PLACE_AFTER: Final = re.compile(
    r"\s*,?\s*(?P<place>(?:\(|\b(?:in|im|am|at|on|left|right|linke\w*|rechte\w*|links|rechts)\b)\s*"
    r"(?:[^\W\d]+\s+){0,3}[^\W\d]+)\b",
    re.IGNORECASE,
)
OPENING: Final = frozenset(
    {"in", "im", "am", "at", "on", "the", "my", "of", "der", "dem", "den", "die", "mein", "meine", "meinem", "meiner"}
)
"""Words before a place that are not of it."""
PREPOSITIONS: Final = frozenset({"before", "after", "nach", "vor", "avant", "après", "apres"})
"""`pain after 3` may tell a distance: such a word needs a colon or `/10`."""
JOINS: Final = frozenset({"", "and", "und", "plus", "and my", "before", "after", "vorher", "nachher"})
"""What may stand between a mark and a leg that goes with it."""
BACK_WORD: Final = re.compile(rf"^(?:{_BACK})$", re.IGNORECASE)
SIDE_WORD: Final = re.compile(r"left|right|link|recht", re.IGNORECASE)
LEG_WORD: Final = re.compile(r"^(?:legs?|beine?|sciatica|ischias)$", re.IGNORECASE)
