"""Activities of the asked week whose sport nobody told: they are in no rule, and may be runs."""

from runlog.features.history import History, Session
from runlog.model import Kind
from runlog.sports import is_understood


def of_unknown_kind(history: History) -> tuple[Session, ...]:
    """The sessions of the asked week, up to `as_of`, of a sport that runlog doesn't know."""
    return tuple(
        session
        for session in history.sessions
        if session.kind is Kind.OTHER
        and history.week.start <= session.day <= history.week.end
        and not is_understood(session.sport, session.sub_sport)
    )
