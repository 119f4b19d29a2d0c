"""The pages of the desk."""

from yaohao.surfaces.desk.views.handover import hand_over, handover, handovers
from yaohao.surfaces.desk.views.home import home, notices

__all__ = ["hand_over", "handover", "handovers", "home", "notices"]
