"""A header nobody knows is named once by hand and known ever after."""

import pytest

from tests.cast import Cast
from tests.factories.registers import credit_code, csv_sheet
from tests.stages.registers.browsers import browser
from yaohao.stages.registers.errors import RegisterError
from yaohao.stages.registers.models import HeaderMapping, ImportRun, ImportState
from yaohao.stages.registers.operations import check_sheet, confirm_import, name_columns
from yaohao.stages.registers.rules.kinds import Kind

pytestmark = pytest.mark.django_db

HEADER = ["字号", "码", "在哪里", "色"]
SAID = {0: "name", 1: "credit_code", 2: "address", 3: "risk"}


def sheet(serial: int, risk: str = "红") -> bytes:
    place = "晋中市榆次区迎宾街1号"
    return csv_sheet(HEADER, [[f"企业{serial}", credit_code(serial), place, risk]])


def checked(cast: Cast, content: bytes) -> ImportRun:
    return check_sheet(by=cast.clerk, kind=Kind.OBJECTS, filename="a.csv", content=content)


def test_named_once_and_remembered(cast: Cast) -> None:
    run = name_columns(by=cast.clerk, pk=checked(cast, sheet(1)).pk, columns=SAID)
    assert (run.state, run.counts["new"]) == (ImportState.CHECKED, 1)
    confirm_import(by=cast.clerk, pk=run.pk)
    later = checked(cast, sheet(2))
    assert (later.state, later.counts["new"]) == (ImportState.CHECKED, 1)
    assert HeaderMapping.objects.get().by == cast.clerk


def test_what_one_bureau_said_means_nothing_to_another(cast: Cast) -> None:
    name_columns(by=cast.clerk, pk=checked(cast, sheet(1)).pk, columns=SAID)
    theirs = check_sheet(by=cast.stranger, kind=Kind.OBJECTS, filename="a.csv", content=sheet(3))
    assert theirs.state == ImportState.UNCLEAR
    with pytest.raises(ImportRun.DoesNotExist):
        name_columns(by=cast.clerk, pk=theirs.pk, columns=SAID)


def test_two_columns_cannot_mean_the_same(cast: Cast) -> None:
    run = checked(cast, sheet(1))
    with pytest.raises(RegisterError):
        name_columns(by=cast.clerk, pk=run.pk, columns={**SAID, 2: "name"})
    run.refresh_from_db()
    assert run.state == ImportState.UNCLEAR


def test_a_needed_column_left_out_is_asked_for_again(cast: Cast) -> None:
    run = name_columns(by=cast.clerk, pk=checked(cast, sheet(1)).pk, columns={0: "name"})
    assert run.state == ImportState.UNCLEAR


def test_the_page_asks_with_samples_and_leads_on(cast: Cast) -> None:
    run = checked(cast, sheet(1))
    client = browser(cast.clerk)
    page = client.get(f"/registers/imports/{run.pk}/").content.decode()
    assert "在哪里" in page
    assert "晋中市榆次区迎宾街1号" in page
    said = {f"column-{place}": key for place, key in SAID.items()}
    address = f"/registers/imports/{run.pk}/columns/"
    page = client.post(address, said, follow=True).content.decode()
    assert f"/registers/imports/{run.pk}/confirm/" in page
