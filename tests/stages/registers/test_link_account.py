"""Joining an officer to a sign-in (article 20: an assignment opens to the person)."""

import pytest

from tests.cast import Cast
from tests.factories.registers import make_officer
from tests.stages.registers.browsers import browser, page
from yaohao.stages.registers.errors import RegisterError, RowRefusedError
from yaohao.stages.registers.models import Officer
from yaohao.stages.registers.operations import edit_officer, link_account


def test_an_officer_is_joined_and_parted(cast: Cast) -> None:
    officer = make_officer(cast.city)
    assert link_account(by=cast.clerk, pk=officer.pk, user=cast.officer).user == cast.officer
    assert link_account(by=cast.clerk, pk=officer.pk, user=None).user is None


def test_only_an_officers_account_of_the_bureau_that_is_free(cast: Cast) -> None:
    officer = make_officer(cast.city)
    make_officer(cast.city, user=cast.other_officer)
    for user, said in [
        (cast.stranger, "another bureau"),
        (cast.hall, "role of an officer"),
        (cast.other_officer, "another officer"),
    ]:
        with pytest.raises(RegisterError, match=said):
            link_account(by=cast.clerk, pk=officer.pk, user=user)
    with pytest.raises(Officer.DoesNotExist):
        link_account(by=cast.stranger, pk=officer.pk, user=None)


def test_form_and_sheet_know_the_same_accounts(cast: Cast) -> None:
    officer = make_officer(cast.city)
    text = page(browser(cast.clerk), "officer-edit", officer.pk)
    assert "(officer)" in text
    assert "(hall)" not in text
    with pytest.raises(RowRefusedError, match="no sign-in name of an officer"):
        edit_officer(by=cast.clerk, pk=officer.pk, revision=1, values={"account": "hall"})


def test_an_account_that_lost_its_role_does_not_block_other_changes(cast: Cast) -> None:
    officer = make_officer(cast.city, user=cast.hall)
    changed = edit_officer(by=cast.clerk, pk=officer.pk, revision=1, values={"name": "改名"})
    assert (changed.name, changed.user) == ("改名", cast.hall)
    assert "(hall)" in page(browser(cast.clerk), "officer-edit", officer.pk)
