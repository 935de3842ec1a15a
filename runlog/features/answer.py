"""A yes/no field of the diary: what it says, with the runner's own words kept."""

from dataclasses import dataclass, field

from runlog.words.answers import Verdict, hear_answer, is_bare_yes


@dataclass(frozen=True, slots=True)
class Answer:
    """What a diary cell says; an empty cell, a dash or a question mark is not an answer."""

    words: str = ""
    about: str = field(default="", compare=False)
    """The DIARY column that was answered: it tells what `better` means."""

    @property
    def verdict(self) -> Verdict:
        """Yes, no, past, unclear; `none` where nothing was answered."""
        return hear_answer(self.words, self.about).verdict if self.words else "none"

    @property
    def recorded(self) -> bool:
        """Whether anything was written that means to answer, clear or not."""
        return bool(self.words)

    @property
    def answered(self) -> bool:
        """Whether the answer is clear."""
        return self.verdict in {"yes", "no", "past"}

    @property
    def yes(self) -> bool:
        """It is so; an unclear answer is no yes."""
        return self.verdict == "yes"

    @property
    def no(self) -> bool:
        """It is not so, or not any more."""
        return self.verdict in {"no", "past"}

    @property
    def past(self) -> bool:
        """It was so, and is gone."""
        return self.verdict == "past"

    @property
    def unclear(self) -> bool:
        """The words say neither: they are asked about."""
        return self.verdict == "unclear"

    @property
    def bare(self) -> bool:
        """A yes that says nothing else."""
        return is_bare_yes(self.words)

    def says(self, concept: str) -> bool:
        """Whether the words name a concept besides, such as `worse`, `minor`, `both`, `old`."""
        return bool(self.words) and concept in hear_answer(self.words, self.about).says

    @classmethod
    def of(cls, text: str | None, about: str = "") -> "Answer":
        """The answer in a cell of a DIARY column; None, white space, dashes and `n/a` are not recorded."""
        words = (text or "").strip()
        return cls("" if hear_answer(words, about).verdict == "none" else words, about)
