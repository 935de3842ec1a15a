"""The dark form of a chart: the same drawing, whose own style sheet gives it other colours on a dark screen."""

import re
from typing import Final

from runlog.render import palette

_PAINT: Final = re.compile(r"(fill|stroke): (#[0-9a-f]{6})")
_ROOT: Final = re.compile(r"<svg [^>]*>")


def with_dark_form(svg: str) -> str:
    """A chart of ours that is dark where its reader asks for dark pages; a colour without a counterpart is an error.

    The drawing brings its paper with it, so that a browser that does not tell pictures of the scheme shows it as paper.
    """
    rules = "".join(
        f'[style*="{part}: {color}"]{{{part}:{palette.DARK[color]}!important}}'
        for part, color in sorted(set(_PAINT.findall(svg)))
    )
    if palette.STAYS_DARK in svg:
        rules += f".{palette.STAYS_DARK} text{{fill:{palette.DARK_LETTERS}!important}}"
    dark = f"@media (prefers-color-scheme:dark){{svg{{background:none}}{rules}}}"
    style = f"<style>svg{{background:{palette.PAPER}}}{dark}</style>"
    return _ROOT.sub(lambda root: root[0] + style, svg, count=1)
