"""The register's roots in public: what is not there, the difference of a day, the file of lines."""

from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from fairdraw.cli import main
from fairdraw.register import parse

from tests.cast import Cast
from tests.factories.publication import publish_now
from tests.factories.registers import make_object
from yaohao.stages.publication.rules import Kind
from yaohao.stages.registers.files import lines_path
from yaohao.stages.registers.models import InspectionObject, RegisterRoot
from yaohao.stages.registers.rooting import daily_root, root_for_freeze


@pytest.fixture
def two(cast: Cast) -> tuple[RegisterRoot, RegisterRoot]:
    """Two roots: one object regraded between them, one entered."""
    thing = make_object(cast.city, name="公开化工", contact="张三", phone="13800001111")
    publish_now(cast.clerk, Kind.OBJECTS)
    first = daily_root()
    InspectionObject.objects.filter(pk=thing.pk).update(risk="RED")
    make_object(cast.city, name="尚未公开")
    with transaction.atomic():
        root_for_freeze(by=cast.clerk, bureau=cast.city)
    assert first is not None
    return first, RegisterRoot.objects.order_by("-entry")[0]


def streamed(client: Client, address: str) -> bytes:
    return b"".join(client.get(address).streaming_content)  # type: ignore[attr-defined]


def test_without_a_root_the_page_says_so(stranger: Client, db: None) -> None:
    assert "The register has no root yet." in stranger.get("/register/").content.decode()


def test_what_is_no_root_is_not_there(
    stranger: Client, two: tuple[RegisterRoot, RegisterRoot]
) -> None:
    first, second = two
    assert stranger.get("/register/99/").status_code == 404
    assert stranger.get("/register/99/lines.txt").status_code == 404
    publication = first.entry - 1
    assert stranger.get(f"/register/{publication}/").status_code == 404
    for since in (publication, second.entry):
        address = f"/register/{second.entry}/"
        assert stranger.get(address, {"since": since}).status_code == 404
    lines_path(first.lines).unlink()
    assert stranger.get(f"/register/{first.entry}/lines.txt").status_code == 404


def test_every_root_is_listed_and_named_in_the_log(
    stranger: Client, two: tuple[RegisterRoot, RegisterRoot]
) -> None:
    text = stranger.get("/register/").content.decode()
    for root in two:
        assert f"/register/{root.entry}/" in text
        assert root.root in text
    assert "Root of the register of objects" in stranger.get("/log/").content.decode()


def test_the_difference_shows_grades_and_no_person(
    stranger: Client, two: tuple[RegisterRoot, RegisterRoot]
) -> None:
    text = stranger.get(f"/register/{two[1].entry}/").content.decode()
    for word in ("公开化工", "regraded", "→ red", "newly entered"):
        assert word in text
    for secret in ("尚未公开", "张三", "13800001111", "法小规"):
        assert secret not in text
    first = stranger.get(f"/register/{two[0].entry}/").content.decode()
    assert "The first root" in first


def test_the_difference_is_handed_out_as_a_sheet(
    stranger: Client, two: tuple[RegisterRoot, RegisterRoot]
) -> None:
    query: dict[str, str | int] = {"since": two[0].entry, "format": "csv"}
    content = stranger.get(f"/register/{two[1].entry}/", query).content.decode("utf-8-sig")
    assert len(content.splitlines()) == 3
    assert "公开化工" in content


def test_anybody_recomputes_root_and_difference_from_the_files(
    stranger: Client,
    two: tuple[RegisterRoot, RegisterRoot],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for root in two:
        content = streamed(stranger, f"/register/{root.entry}/lines.txt")
        assert parse(content).root().hex() == root.root
        (tmp_path / f"{root.entry}.txt").write_bytes(content)
    old, new = (str(tmp_path / f"{root.entry}.txt") for root in two)
    assert main(["register", new, old]) == 0
    said = capsys.readouterr().out
    assert f"root {two[1].root}" in said
    assert "added 1\nended 0\nchanged 1\n" in said
    assert "UNRATED>RED" in said
