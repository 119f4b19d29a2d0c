"""The attributes of objects, officers and items as closed lists (articles 6, 10 and 11)."""

from enum import StrEnum


class Kind(StrEnum):
    """The registers, and what was done before this product (VISITS, ORDERS: not proven)."""

    OBJECTS = "objects"
    OFFICERS = "officers"
    ITEMS = "items"
    EXPERTS = "experts"
    VISITS = "visits"
    ORDERS = "orders"


class Field(StrEnum):
    """Industry field: the focus groups of article 10, then all the rest."""

    NONCOAL_MINE = "NCM"
    HAZARDOUS_CHEMICALS = "HC"
    FIREWORKS = "FW"
    DUST_CONFINED_AMMONIA = "DCA"
    OCCUPATIONAL_DISEASE = "OD"
    MAJOR_HAZARD = "MH"
    BLACKLIST = "BL"
    OTHER = "OT"


class Affiliation(StrEnum):
    """Level of government that the enterprise is subordinate to (隶属关系)."""

    PROVINCE = "P"
    CITY = "C"
    COUNTY = "X"


class OwningLevel(StrEnum):
    """Level of government that inspects the object (article 2); OWN is that of its bureau."""

    OWN = ""
    PROVINCE = "P"
    CITY = "C"
    COUNTY = "X"
    TOWNSHIP = "T"


class Focus(StrEnum):
    """Whether an object is a focus enterprise, where a filter asks for it."""

    YES = "1"
    NO = "0"


class Datum(StrEnum):
    """What coordinates refer to; NONE where there are none. They are kept as they were given."""

    NONE = ""
    WGS84 = "WGS84"
    CGCS2000 = "CGCS2000"
    GCJ02 = "GCJ02"
    BD09 = "BD09"


class Scale(StrEnum):
    """Scale of production: large, medium, small, tiny; U as long as nobody has assessed it."""

    LARGE = "L"
    MEDIUM = "M"
    SMALL = "S"
    TINY = "T"
    UNRATED = "U"


class Risk(StrEnum):
    """Risk grade; UNRATED as long as nobody has assessed it."""

    RED = "RED"
    ORANGE = "ORANGE"
    YELLOW = "YELLOW"
    BLUE = "BLUE"
    UNRATED = "UNRATED"


class Standardisation(StrEnum):
    """Grade of work-safety standardisation; 0 is none."""

    FIRST = "1"
    SECOND = "2"
    THIRD = "3"
    NONE = "0"


class Credit(StrEnum):
    """Grade of work-safety credit; U as long as nobody has assessed it."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    UNRATED = "U"


class Blacklist(StrEnum):
    """Grade on the blacklist (article 11); 0 is not listed."""

    NONE = "0"
    FIRST = "1"
    SECOND = "2"
    THIRD = "3"


class MajorHazard(StrEnum):
    """Grade of the gravest major hazard source of hazardous chemicals; 0 is none."""

    NONE = "0"
    FIRST = "1"
    SECOND = "2"
    THIRD = "3"
    FOURTH = "4"


class Exclusion(StrEnum):
    """Public reason why an object of the register is not drawn; NONE is the empty text."""

    NONE = ""
    CLOSED = "CLOSED"
    MOVED = "MOVED"
    MERGED = "MERGED"
    REVOKED = "REVOKED"


class Method(StrEnum):
    """How an item is inspected."""

    ON_SITE = "ON_SITE"
    WRITTEN = "WRITTEN"
    EXPERT = "EXPERT"
    TESTING = "TESTING"
    ONLINE = "ONLINE"
    ENTRUSTED = "ENTRUSTED"


class PastOrigin(StrEnum):
    """How a visit before this product came about, as its spreadsheet says."""

    RANDOM = "RANDOM"
    CAUSE = "CAUSE"
    KEY = "KEY"
    RECHECK = "RECHECK"


class StratifyBy(StrEnum):
    """The attribute by which a pool is divided into strata."""

    NONE = "none"
    RISK = "risk"
    CREDIT = "credit"
    FIELD = "field"
    STANDARDISATION = "standardisation"
    REGION = "region"


ALL = "ALL"  # the one stratum of a pool that is not divided
