"""Which places of the body are the back: an empty place is the low back, and a calf is not a back."""

import re
from typing import Final

_BACK: Final = re.compile(
    r"\b(lower back|low back|back|lumbar|lumbo\w*|spine|spinal|sacr\w*|si joint|coccyx|tailbone|buttocks?|glut\w*"
    r"|r[uü]e?cken\w*|kreuz\w*|lws|bws|wirbel\w*|ges[aä]ss|steiss\w*|isg"
    r"|dos|lombaires?|lombes|reins|colonne|fesses?)\b|\bl[1-5]\b|\bs1\b"
)
_ELSEWHERE: Final = re.compile(
    r"\b(cal(?:f|ves)|knees?|ankles?|foot|feet|toes?|heels?|shins?|thighs?|quads?|quadriceps|hamstrings?|achilles"
    r"|plantar|arch|hips?|groin|legs?|shoulders?|arms?|elbows?|wrists?|hands?|fingers?|head|chest|ribs?|belly|stomach"
    r"|neck|jaw|tooth"
    r"|\w*waden?|knie\w*|kn[oö]chel\w*|f[uü](?:ss|ß)e?|zehen?|fersen?|schienbein\w*|oberschenkel\w*|h[uü]fte\w*"
    r"|leiste\w*|beine?|schulter\w*|arme?|ellbogen|kopf|brust|bauch|nacken|hals"
    r"|mollets?|genoux?|chevilles?|pieds?|orteils?|talons?|tibias?|cuisses?|hanches?|aine|jambes?|[eé]paules?|bras"
    r"|t[eê]te|ventre|cou)\b"
)
_BACK_OF: Final = re.compile(r"\bback of\b")
"""`back of the knee` is a knee."""


def is_back(place: str | None) -> bool:
    """Whether pain at this place counts as back pain: everything but a place that is clearly another part."""
    text = _BACK_OF.sub(" ", (place or "").casefold())
    return bool(_BACK.search(text)) or not _ELSEWHERE.search(text)
