"""The members of a team's page, and what must be known of all of them before one can be told of."""

from collections import Counter
from dataclasses import dataclass

from runlog.messages import Speech
from runlog.messages.catalogues import languages
from runlog.report.athlete import AthleteView
from runlog.units import Units


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMember:
    """What became of one athlete's folder: a view, or a problem in words; neither: nothing was recorded yet."""

    folder: str
    view: AthleteView | None = None
    problem: str | None = None
    report: str | None = None


class Census:
    """What the page must know of all before it can tell of one: names that occur twice, units and language of most."""

    def __init__(self, language: str | None = None) -> None:
        self._asked = language
        self._known = languages()
        self._names: Counter[str] = Counter()
        self._units: Counter[Units] = Counter()
        self._languages: Counter[str] = Counter()

    def add(self, member: TeamMember) -> None:
        """Count one member in."""
        self._names[member_name(member)] += 1
        if member.view:
            self._units[member.view.units] += 1
            # A bundle may speak a language that this runlog has no words for.
            if member.view.language in self._known:
                self._languages[member.view.language] += 1

    @property
    def units(self) -> Units:
        """The units that more of the team use."""
        return "mi" if self._units["mi"] > self._units["km"] else "km"

    @property
    def language(self) -> str:
        """The language asked for, else that of most of the team."""
        if self._asked:
            return self._asked
        most = max(self._languages.values(), default=0)
        return min((one for one, count in self._languages.items() if count == most), default=Speech().language)

    @property
    def shared_names(self) -> frozenset[str]:
        """Names that more than one member bears."""
        return frozenset(name for name, count in self._names.items() if count > 1)


def member_name(member: TeamMember) -> str:
    """The athlete's own name, else that of the folder."""
    name = member.view.name if member.view else None
    return name or member.folder.rpartition("/")[2]
