"""The organs of article 3, and the parts of departments in a joint inspection."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Organ(StrEnum):
    """Who leads the work, who runs it, who takes part (article 3)."""

    GROUP = "group"  # 领导小组
    OFFICE = "office"  # its office, in the legal section
    SECTION = "section"  # 成员科室


class Post(StrEnum):
    """组长, 副组长, 成员."""

    LEADER = "leader"
    DEPUTY = "deputy"
    MEMBER = "member"


class Part(StrEnum):
    """发起 or 配合: what a department does in a joint inspection."""

    INITIATES = "initiates"
    ASSISTS = "assists"


@dataclass(frozen=True, slots=True)
class OrganDraft:
    """What a clerk writes about a member: `section` and `person` by key."""

    organ: Organ
    since: date
    post: Post = Post.MEMBER
    name: str = ""
    office: str = ""
    document: str = ""
    section: int | None = None
    person: int | None = None
