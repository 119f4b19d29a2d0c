"""The yearly edition in public: readable, downloadable, with its difference and its reasons."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from fairdraw.register import parse

from tests.cast import Cast
from tests.factories.publication import publish_now
from tests.factories.registers import credit_code, objects_sheet
from yaohao.stages.publication.rules import Kind
from yaohao.stages.registers import operations, yearly
from yaohao.stages.registers.models import Edition, RegisterRoot
from yaohao.stages.registers.rooting import daily_root
from yaohao.stages.registers.rules.kinds import Kind as Register


@pytest.fixture
def edition(cast: Cast) -> Edition:
    """An approved edition: one object regraded, one entered by hand, one from a sheet."""
    year = timezone.localdate().year
    thing = operations.add_object(
        by=cast.clerk,
        values={"name": "公开化工", "credit_code": credit_code(900), "region": "140702",
                "contact": "张三", "phone": "13800001111"},
    )  # fmt: skip
    publish_now(cast.clerk, Kind.OBJECTS)
    daily_root()
    RegisterRoot.objects.update(date=timezone.localdate() - timedelta(days=370), at=timezone.now())
    operations.regrade_object(
        by=cast.clerk, pk=thing.pk, revision=1, attribute="risk", grade="RED", reason="风险升级"
    )
    new = operations.add_object(
        by=cast.clerk, values={"name": "未公开厂", "credit_code": credit_code(901),
                               "region": "140702"},
    )  # fmt: skip
    run = operations.check_sheet(
        by=cast.clerk, kind=Register.OBJECTS, filename="张三的表.csv", content=objects_sheet(1)
    )
    operations.confirm_import(by=cast.clerk, pk=run.pk)
    operations.open_edition(by=cast.clerk, year=year)
    operations.give_reason(by=cast.clerk, year=year, objects=[new.object_id], reason="新建")
    row = yearly.submit(by=cast.clerk, year=year, revision=1)
    return operations.approve_edition(by=cast.director, year=year, revision=row.revision)


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_an_edition_that_is_not_published_is_not_there(stranger: Client, edition: Edition) -> None:
    assert "Nothing is published here yet." in text_of(stranger, "/objects/editions/")
    for end in ("", "lines.txt", "?show=objects"):
        assert stranger.get(f"/objects/editions/{edition.year}/{end}").status_code == 404


def test_published_it_is_read_with_its_difference_and_reasons(
    stranger: Client, cast: Cast, edition: Edition
) -> None:
    first = stranger.get("/objects/editions/")
    yearly.publish(by=cast.clerk, year=edition.year, revision=edition.revision)
    again = stranger.get("/objects/editions/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200  # the log moved, so an old copy is asked anew
    assert f"/objects/editions/{edition.year}/" in again.content.decode()
    address = f"/objects/editions/{edition.year}/"
    text = text_of(stranger, address)
    for said in ("公开化工", "风险升级", "新建", "imported from a sheet", edition.root[:4],
                 "3 objects differ"):  # fmt: skip
        assert said in text
    for hidden in ("张三", "13800001111", "未公开厂", cast.clerk.full_name):
        assert hidden not in text
    everybody = text_of(stranger, f"{address}?show=objects")
    assert "3 objects in the edition" in everybody
    assert "未公开厂" not in everybody
    assert "1 object differs" in text_of(stranger, f"{address}?q=公开化工")


def test_it_is_downloaded_whole_and_recomputed(
    stranger: Client, cast: Cast, edition: Edition
) -> None:
    yearly.publish(by=cast.clerk, year=edition.year, revision=edition.revision)
    address = f"/objects/editions/{edition.year}/"
    lines = b"".join(stranger.get(f"{address}lines.txt").streaming_content)  # type: ignore[attr-defined]
    assert parse(lines).root().hex() == edition.root
    for kind in ("csv", "xlsx"):
        for show in ("", "objects"):
            answer = stranger.get(address, {"format": kind, "show": show})
            body = b"".join(answer) if answer.streaming else answer.content
            assert answer.status_code == 200
            assert kind == "xlsx" or "公开化工" in body.decode("utf-8-sig")


def test_a_bureau_that_has_none_is_not_there(
    stranger: Client, cast: Cast, edition: Edition
) -> None:
    yearly.publish(by=cast.clerk, year=edition.year, revision=edition.revision)
    address = f"/objects/editions/{edition.year}/"
    assert stranger.get(address, {"bureau": cast.county.code}).status_code == 404
    assert stranger.get(address, {"bureau": cast.city.code}).status_code == 200
    assert stranger.get("/objects/editions/1999/").status_code == 404
