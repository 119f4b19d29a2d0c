"""The entries that follow an announcement (spec/2-entries.md, "Kinds").

`Acts` knows the announcement and writes each later entry from values. It checks what the verifier
would refuse, so a wrong value never reaches the log. Times are `YYYY-MM-DDThh:mm:ssZ` and must not
go back within a draw.
"""

from fairdraw.acts.binding import Binding, count_fields
from fairdraw.acts.contributing import Contributing
from fairdraw.acts.following import Following
from fairdraw.acts.registering import register_entry
from fairdraw.acts.writer import head_of

__all__ = ["Acts", "count_fields", "head_of", "register_entry"]


class Acts(Binding, Contributing, Following):
    """Writes the entries of one draw."""
