"""What can go wrong, said so that the reader knows what to do next."""


class RunlogError(Exception):
    """A problem that the user can mend; its text is one line that says what to do."""


class UsageError(RunlogError):
    """The command or call was given something that it cannot take."""


class NothingReadableError(RunlogError):
    """None of the files given holds an activity."""


class SettingsError(RunlogError):
    """`runlog.toml` holds something that runlog does not know or cannot use."""


class DiaryError(RunlogError):
    """A diary line could not be written or the diary cannot be read at all."""


class ReadError(RunlogError):
    """One export file cannot be read; it ends as `failed` with this reason."""


class SkipFileError(RunlogError):
    """One file is understood and holds no activity; it ends as `skipped` with this reason."""
