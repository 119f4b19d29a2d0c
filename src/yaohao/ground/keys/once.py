"""Secret files that come into being once and whole; no Django, so that settings can use it."""

import os
from collections.abc import Callable
from pathlib import Path


def make_once(file: Path, content: Callable[[], bytes]) -> bool:
    """Write `content()` to `file` (mode 0600) unless it exists; True when it was written.

    The file appears whole or not at all, and two first starts agree on one content. Raises OSError
    where the folder cannot be made or written.
    """
    if file.exists():
        return False
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content())
        stream.flush()
        os.fsync(stream.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True
