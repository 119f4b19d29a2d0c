"""The tree of bureaus, kept by the system administrator."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from yaohao.ground.accounts.models import Bureau, Level, Section
from yaohao.ground.accounts.operations import AccountError, found_bureau
from yaohao.ground.accounts.queries import bureaus_below, own_bureau
from yaohao.ground.audit.rules import SYSTEM


@pytest.fixture
def office(client: Client, cast: Cast) -> Client:
    """A browser in which the system administrator is signed in."""
    client.force_login(cast.system_admin, backend="django.contrib.auth.backends.ModelBackend")
    return client


def form(cast: Cast, **overrides: object) -> dict[str, object]:
    """A sound form of a new bureau."""
    return {
        "parent": cast.city.pk,
        "code": "140722",
        "name": "榆川市左权县应急管理局",
        "short_name": "左权应急",
        "document_word": "左应急",
        "level": "county",
    } | overrides


def test_a_bureau_is_entered_under_another(office: Client, cast: Cast) -> None:
    answer = office.post(reverse("accounts:new-bureau"), form(cast), follow=True)
    assert "已新增榆川市左权县应急管理局" in answer.content.decode()
    made = Bureau.objects.get(code="140722")
    assert (made.parent, made.region) == (cast.city, "140722")


@pytest.mark.parametrize("code", ["14072", "14072x", "140702"])
def test_a_code_that_is_wrong_or_taken_is_refused(office: Client, cast: Cast, code: str) -> None:
    count = Bureau.objects.count()
    office.post(reverse("accounts:new-bureau"), form(cast, code=code))
    assert Bureau.objects.count() == count


def test_the_operation_refuses_a_wrong_code_by_itself(cast: Cast) -> None:
    with pytest.raises(AccountError, match="六位"):
        found_bureau(
            by=SYSTEM,
            code="abc",
            name="x",
            short_name="x",
            document_word="x",
            level=Level.CITY,
        )


def test_a_section_is_entered_once(office: Client, cast: Cast) -> None:
    url = reverse("accounts:add-section", args=["140702"])
    for _time in range(2):
        office.post(url, {"code": "zf", "name": "执法队"})
    assert Section.objects.get(bureau=cast.county).name == "执法队"


def test_the_page_shows_the_tree(office: Client, cast: Cast) -> None:
    text = office.get(reverse("accounts:bureaus")).content.decode()
    assert all(name in text for name in (cast.city.name, cast.county.name, cast.legal.name))


def test_the_tree_below_a_bureau(cast: Cast) -> None:
    assert list(bureaus_below(cast.city)) == [cast.city, cast.county, cast.next_county]
    assert list(bureaus_below(cast.county)) == [cast.county]
    assert own_bureau() == cast.city


def test_a_former_name_holds_through_its_last_day(cast: Cast, client: Client) -> None:
    client.force_login(cast.system_admin)
    values = {
        "name": "榆川市安全生产监督管理局", "document_word": "榆安监", "until": "2018-12-31",
    }  # fmt: skip
    client.post(f"/accounts/bureaus/{cast.city.code}/former-name/", values)
    assert cast.city.called(date(2018, 12, 31)) == ("榆川市安全生产监督管理局", "榆安监")
    assert cast.city.called(date(2019, 1, 1)) == (cast.city.name, cast.city.document_word)
    again = client.post(
        f"/accounts/bureaus/{cast.city.code}/former-name/", values, follow=True
    ).content.decode()
    assert "已登记" in again
    ahead = values | {"until": "2099-01-01"}
    client.post(f"/accounts/bureaus/{cast.city.code}/former-name/", ahead)
    assert cast.city.former_names.count() == 1
