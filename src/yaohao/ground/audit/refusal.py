"""What an operation answers when it does nothing."""


class Refused(Exception):
    """An act is refused and nothing was changed; the text says why and what to do."""
