"""The description: valid, complete, in words of the sheets, and read by everybody."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from ninja import Router

from yaohao.config.api.document import scopes_of
from yaohao.config.api.gathering import description
from yaohao.ground.theme.problems import Code
from yaohao.stages.registers.api import asking
from yaohao.stages.registers.columns import COLUMNS
from yaohao.stages.registers.filters import ExpertFilter, ItemFilter, ObjectFilter, OfficerFilter
from yaohao.stages.registers.rules.kinds import Kind

PAGE = {"limit", "after"}


def test_it_is_openapi_3_1_and_served_to_everybody(client: Client) -> None:
    served = client.get("/api/openapi.json")
    assert served.status_code == 200
    assert served.json()["openapi"].startswith("3.1")
    assert served.json() == description()


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        (asking.ObjectQuery, ObjectFilter),
        (asking.OfficerQuery, OfficerFilter),
        (asking.ExpertQuery, ExpertFilter),
        (asking.ItemQuery, ItemFilter),
    ],
)
def test_a_list_takes_the_filters_of_its_page(query: Any, filters: Any) -> None:
    assert set(query.model_fields) - PAGE == set(filters.base_filters)


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        (asking.ObjectQuery, ObjectFilter),
        (asking.OfficerQuery, OfficerFilter),
        (asking.ExpertQuery, ExpertFilter),
        (asking.ItemQuery, ItemFilter),
    ],
)
def test_the_codes_of_a_filter_are_those_of_its_page(query: Any, filters: Any) -> None:
    properties = query.model_json_schema()
    for name, one in filters.base_filters.items():
        choices = {str(value) for value, _label in one.extra.get("choices", ())}
        entry = properties["properties"][name]
        codes = entry.get("enum") or _referred(properties, entry).get("enum", [])
        if choices:
            assert set(codes) == choices, name


def _referred(schema: dict[str, Any], entry: dict[str, Any]) -> dict[str, Any]:
    reference = entry.get("$ref") or next((e["$ref"] for e in entry.get("allOf", [])), "")
    found: dict[str, Any] = schema.get("$defs", {}).get(reference.rpartition("/")[2], {})
    return found


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ObjectRow", Kind.OBJECTS),
        ("OfficerRow", Kind.OFFICERS),
        ("ExpertRow", Kind.EXPERTS),
        ("ItemRow", Kind.ITEMS),
    ],
)
def test_names_have_the_words_of_the_sheet(name: str, kind: Kind) -> None:
    properties = description()["components"]["schemas"][name]["properties"]
    for column in COLUMNS[kind]:
        if column.key in properties:
            with override("zh-hans"):
                assert properties[column.key]["title"] == str(column.name)
            assert properties[column.key]["description"]


def test_every_value_has_a_chinese_title_and_an_english_description() -> None:
    for name, schema in description()["components"]["schemas"].items():
        for key, entry in schema.get("properties", {}).items():
            if key in {"rows", "counts"}:
                continue
            assert re.search(r"[\u4e00-\u9fff]", entry.get("title", "")), (name, key)


def test_every_operation_names_its_scope_and_its_problems() -> None:
    for path, methods in description()["paths"].items():
        for method, one in methods.items():
            assert one["security"][0]["Key"], (path, method)
            assert {"401", "403", "422", "429"} <= set(one["responses"]), (path, method)


def test_an_operation_without_a_scope_stops_the_start() -> None:
    router = Router()

    @router.get("/new")
    def new(request: object) -> None:
        """Undeclared."""

    with pytest.raises(LookupError, match="/stage/new"):
        scopes_of([("/stage", router)])


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "检查对象列表"), ("en", "Operations")])
def test_the_page_tells_it_to_people(client: Client, language: str, words: str) -> None:
    page = client.get("/api/", headers={"Accept-Language": language})
    text = page.content.decode()
    assert page.status_code == 200
    assert words in text
    assert all(f'id="{code.value}"' in text for code in Code)
    for path in description()["paths"]:
        assert path in text
    assert not re.search(r'(src|href)="https?://', text)
    assert "<script>" not in text


def test_the_guide_for_programmers_is_true(live_server: Any, full_key: str, tmp_path: Path) -> None:
    """The curl lines of docs/api.md, run as they stand there."""
    guide = (Path(__file__).resolve().parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
    (script,) = re.findall(r"```sh\n(.*?)```", guide, re.DOTALL)
    (tmp_path / "objects.csv").write_text(
        "企业名称,统一社会信用代码,地址\n榆次甲公司,无,山西省晋中市榆次区迎宾街1号\n",
        encoding="utf-8",
    )
    address = live_server.url.replace("localhost", "127.0.0.1")
    done = subprocess.run(
        ["sh", "-eu", "-c", script],
        cwd=tmp_path,
        env={
            "PATH": os.environ["PATH"],
            "ORIGIN": address,
            "KEY": full_key,
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert '"state": "imported"' in done.stdout
