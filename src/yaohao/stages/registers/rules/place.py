"""County of an object: from its own column, its address, its code, in this order."""

from dataclasses import dataclass

from yaohao.stages.registers.rules.regions import RegionTable, inside


@dataclass(frozen=True, slots=True)
class Located:
    """Where an object lies.

    `source`: `column`, `address`, `code`, `city` (no county was named, kept at the level of the
    prefecture) or `bureau` (the bureau has only one county). `other`: the county of the code when
    the address says another.
    """

    region: str
    source: str
    other: str = ""


class PlaceError(ValueError):
    """No county, or one outside of the bureau's (article 2).

    `code`: `region-unknown` (the column holds nothing known), `region-outside`,
    `region-missing`; `region` and `name` say what was found.
    """

    def __init__(self, code: str, region: str = "", name: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.region = region
        self.name = name


def locate(
    table: RegionTable, jurisdiction: str, *, column: str = "", address: str = "", code: str = ""
) -> Located:
    """Today's county of an object of the bureau whose region is `jurisdiction`.

    `column` is a code or a name typed by hand, `code` a credit code of 18 or a number of 15.
    Raises PlaceError.
    """
    if column:
        return Located(_typed(table, jurisdiction, column), "column")
    by_code = table.current(_digits(code)) if code else None
    named = table.named_in(address)
    if named is None:
        return _by_code(table, jurisdiction, by_code)
    today = table.current(named.code) or named.code
    if named.is_county:
        if not inside(today, jurisdiction):
            raise PlaceError("region-outside", today, table.name(today))
        other = by_code if by_code and by_code != today and not by_code.endswith("00") else ""
        return Located(today, "address", other)
    if not (inside(today, jurisdiction) or inside(jurisdiction, today)):
        raise PlaceError("region-outside", today, table.name(today))
    if by_code and not by_code.endswith("00") and inside(by_code, jurisdiction):
        return Located(by_code, "code")
    if jurisdiction.endswith("00"):
        return Located(today, "city")
    return Located(jurisdiction, "bureau")


def _typed(table: RegionTable, jurisdiction: str, column: str) -> str:
    if column.isascii() and column.isdigit():
        found = table.current(column) if len(column) == 6 else None
    else:
        found = table.by_name(column, jurisdiction)
    if found is None:
        raise PlaceError("region-unknown", column)
    if not inside(found, jurisdiction):
        raise PlaceError("region-outside", found, table.name(found))
    return found


def _by_code(table: RegionTable, jurisdiction: str, by_code: str | None) -> Located:
    """The address names no place at all."""
    if by_code and inside(by_code, jurisdiction):
        if not by_code.endswith("00"):
            return Located(by_code, "code")
        if not by_code.endswith("0000"):
            return Located(by_code, "city")
    if not jurisdiction.endswith("00"):
        return Located(jurisdiction, "bureau")
    if by_code and not by_code.endswith("00"):
        raise PlaceError("region-outside", by_code, table.name(by_code))
    raise PlaceError("region-missing")


def _digits(code: str) -> str:
    """The six digits of the registering office: places 3 to 8 of 18, 1 to 6 of 15."""
    return code[2:8] if len(code) == 18 else code[:6]
