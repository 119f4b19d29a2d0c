"""What the plan says to the public."""

from tests.cast import Cast
from tests.factories.planning import YEAR, filed_line, plan_item
from yaohao.stages.planning import queries
from yaohao.stages.planning.rules import Part, PartnerDraft, Regime
from yaohao.stages.publication.columns import COLUMNS, view
from yaohao.stages.publication.rules import FIELDS, Kind


def test_the_public_reads_kind_partners_and_further_items(cast: Cast) -> None:
    more = plan_item(cast.city, name="消防检查")
    filed_line(
        cast.city, regime=Regime.SPECIAL, ordered_by="省厅〔2026〕5号", further_items=(more.pk,),
        partners=(PartnerDraft("市消防救援支队"), PartnerDraft("市场监管局", part=Part.INITIATES)),
    )  # fmt: skip
    filed_line(cast.city)
    special, plain = queries.public_rows(cast.city, YEAR)
    assert special["regime"] == "专项检查（省厅〔2026〕5号）"
    assert special["partners"] == "市消防救援支队（配合）；市场监管局（发起）"
    assert special["further_items"] == f"{more.code} 消防检查"
    assert (plain["regime"], plain["partners"], plain["further_items"]) == ("随机抽查", "", "")
    shown = view(Kind.PLAN, [special, plain])
    assert special["partners"] in shown["rows"][0]
    assert "随机抽查" in shown["rows"][1]
    assert {column.key for column in COLUMNS[Kind.PLAN]} == set(FIELDS[Kind.PLAN]) == set(special)
