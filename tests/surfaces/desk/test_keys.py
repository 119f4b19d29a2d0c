"""Keys of other programs warn before they end, the maker and who answers for them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.factories.tokens import make_key
from yaohao.ground.accounts.operations import revoke_token
from yaohao.surfaces.desk.queries.keys import key_duties


@pytest.mark.parametrize(("days", "warned"), [(31, False), (30, True), (0, True)])
def test_maker_and_clerk_are_warned_thirty_days_before(cast: Cast, days: int, warned: bool) -> None:
    end = timezone.localdate() + timedelta(days=days)
    token, _key = make_key(cast.security_admin, cast.clerk, expires_on=end)
    for person in (cast.security_admin, cast.clerk):
        assert [duty.due for duty in key_duties(person)] == ([end] if warned else [])
    for nobody in (cast.other_clerk, cast.stranger, cast.director):
        assert list(key_duties(nobody)) == []
    revoke_token(by=cast.security_admin, pk=token.pk, reason="不用了")
    assert list(key_duties(cast.security_admin)) == []
