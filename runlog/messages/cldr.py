"""What the Unicode Common Locale Data (by Babel) know of a language: names of days, decimal marks, lists, plurals."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date

from runlog.errors import SettingsError

_CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
"""The plural categories in the order in which a template gives its forms."""


class Tongue:
    """One locale of the CLDR, such as `de` or `en_GB`."""

    def __init__(self, locale: str) -> None:
        try:
            self._locale = Locale.parse(locale)
        except (UnknownLocaleError, ValueError):
            raise SettingsError(
                f"{locale!r} is no locale of the CLDR; mend [language] locale of the catalogue"
            ) from None
        self.group: str = self._locale.number_symbols["latn"]["group"]
        self.decimal: str = self._locale.number_symbols["latn"]["decimal"]
        known = self._locale.plural_form.tags
        self.categories: list[str] = [one for one in _CATEGORIES if one in known or one == "other"]

    @property
    def english_name(self) -> str:
        """`German`."""
        return self._locale.get_language_name("en") or str(self._locale)

    def date(self, day: date, pattern: str) -> str:
        """The day by a CLDR pattern (UTS 35, such as `EEEE d MMMM`)."""
        return format_date(day, pattern, self._locale)

    def plural(self, number: str, forms: Sequence[str]) -> str:
        """The form that goes with a number as it is written (`1`, `2.5`).

        The forms stand in the order of the language's categories (English: one, other; Polish: one, few, many, other);
        where a template gives fewer, its last one serves for the rest.
        """
        category = self._locale.plural_form(Decimal(number))
        return forms[min(self.categories.index(category), len(forms) - 1)]

    def list(self, items: Sequence[str]) -> str:
        """`a, b and c`."""
        if len(items) < 2:  # noqa: PLR2004 (one item needs no "and")
            return "".join(items)
        patterns = self._locale.list_patterns["standard"]
        if len(items) == 2:  # noqa: PLR2004 (a pair has a pattern of its own)
            return _joined(patterns["2"], items[0], items[1])
        said = _joined(patterns["start"], items[0], "{1}")
        for item in items[1:-2]:
            said = said.replace("{1}", _joined(patterns["middle"], item, "{1}"))
        return said.replace("{1}", _joined(patterns["end"], items[-2], items[-1]))


def _joined(pattern: str, first: str, second: str) -> str:
    before, between, after = (pattern.partition("{0}")[0], pattern.partition("{0}")[2].partition("{1}")[0],
                              pattern.partition("{1}")[2])  # fmt: skip
    return f"{before}{first}{between}{second}{after}"


@cache
def tongue(locale: str) -> Tongue:
    """The locale of that name, loaded once."""
    return Tongue(locale)
