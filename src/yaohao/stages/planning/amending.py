"""A line that is being amended is not drawn (article 4)."""

from django.utils.translation import gettext as _

from yaohao.ground.audit.refusal import Refused
from yaohao.stages.planning.models import Line
from yaohao.stages.planning.queries.process import underway
from yaohao.stages.planning.rules import LineState


def refuse_amended(line: Line) -> None:
    """Refuse a draw from a line that is being amended, or was."""
    later = underway(line)
    if later is None:
        return
    if line.state == LineState.REPLACED.value:
        raise Refused(
            _("Version %(version)d has replaced this version of line %(line)s. Draw that one.")
            % {"version": later.version, "line": line.label}
        )
    raise Refused(
        _("Line %(line)s is being amended. Draw it when the new version is filed, or remove "
          "that version.") % {"line": line.label}
    )  # fmt: skip
