"""Why an account cannot be changed as asked."""


class AccountError(ValueError):
    """The change is not allowed; the text says why and what to do, in the reader's language."""
