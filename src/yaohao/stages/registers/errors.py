"""Why a register does not change as asked; the text is ready for the screen."""

from collections.abc import Sequence

from yaohao.stages.registers.rules.plan import Problem
from yaohao.stages.registers.wording import reason_of


class RegisterError(ValueError):
    """The act is refused; the text says why and what to do, in the reader's language."""


class StaleError(RegisterError):
    """Somebody else was faster: what the page showed is no longer so."""


class RowRefusedError(RegisterError):
    """A row breaks rules; `problems` name the columns."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(" ".join(" ".join(reason_of(problem)) for problem in problems))
        self.problems = list(problems)
