"""The one exception of the core (spec/6-verification.md, "Fault codes")."""

from fairdraw.messages import fault_text


class Fault(Exception):
    """Something is refused: a stable `code`, the `place` it was found in, and details.

    `code` is one of the keys of `fairdraw.messages.FAULTS`; `place` names a member of the record,
    a line, an entry and its key in plain words; `details` fill the sentence that `text` returns.
    """

    def __init__(self, code: str, place: str = "", /, **details: object) -> None:
        super().__init__(code, place, details)
        self.code = code
        self.place = place
        self.details = details

    def text(self, lang: str = "en") -> str:
        """Return the sentence for a person, in `zh` or `en`: what is wrong, and where."""
        return fault_text(self.code, self.place, self.details, lang)

    def __str__(self) -> str:
        return self.text()
