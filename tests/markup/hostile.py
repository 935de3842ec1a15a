"""Words that look like mark-up of something, and what of them a reader must see."""

import re
import unicodedata

HOSTILE = {
    "typst": r'#import "x" *bold* _it_ $x^2$ @ref <label> \ #panic("no") [a] // c',
    "html": """<script>alert(1)</script><img src=x onerror=alert(2)> &amp; "quoted' </h1><b>bold</b>""",
    "css": "</style><style>*{display:none}</style> javascript:alert(1)",
    "formula": '=1+1+cmd|" /C calc"!A0',
    "formula-at": "@SUM(1)",
    "formula-minus": "-2+3",
    "formula-wide": "\uff1d1+1",
    "markdown": "[x](http://example.invalid/y) | `code` ***bold*** ![i](j) <b>b</b> # no heading ~~s~~ &lt;",
    "list": "- item 1) one * two",
    "quote": "> quoted",
    "ansi": "\x1b[31mred\x1b[0m \x9b1m \x07bell",
    "rich": "[red]r[/red] [link=http://example.invalid]l[/link] [/] :warning:",
    "lines": "one\ntwo\r\nthree\u2028four\tfive",
    "turned": "abc \u202edef\u202c \u2066ghi\u2069 \u200fjkl",
    "hidden": "a\u200bb\ufeffc\u00add",
    "template": "{week} {0} %s ${HOME} {{x}} {signs:sign}",
    "quotes": """'; DROP TABLE files; -- "\\" \\n""",
    "closing": "]]> --> */ }} '''",
}  # fmt: skip
"""Each in one line or, where that is the point, in several."""

_SPACE = re.compile(r"\s+")


def seen(words: str) -> str:
    """Words as a reader sees them, without spaces and what does not show: two texts that read the same are equal."""
    text = unicodedata.normalize("NFKC", words)
    return _SPACE.sub("", "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Co"}))
