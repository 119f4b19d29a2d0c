"""Article 9: officers with a valid certificate; the register follows the certificates by itself."""

from datetime import date, timedelta

from tests.cast import Cast
from tests.factories.registers import make_officer
from yaohao.stages.registers import queries
from yaohao.stages.registers.operations import add_officer

DAY = date(2026, 11, 18)


def test_a_certificate_leaves_every_pool_the_day_after_its_last(cast: Cast) -> None:
    officer = make_officer(cast.city, valid_to=DAY)
    assert officer in queries.officers_valid(cast.city, DAY)
    assert officer not in queries.officers_valid(cast.city, DAY + timedelta(days=1))


def test_an_expired_certificate_may_be_entered_but_draws_nobody(cast: Cast) -> None:
    values = {
        "name": "执法甲",
        "certificate": "SF001",
        "valid_from": date(2015, 1, 1),
        "valid_to": date(2020, 1, 1),
    }
    officer = add_officer(by=cast.clerk, values=values)
    assert officer not in queries.officers_valid(cast.city, DAY)


def test_who_is_no_longer_in_service_draws_nobody(cast: Cast) -> None:
    make_officer(cast.city, active=False)
    assert not queries.officers_valid(cast.city, DAY).exists()


def test_the_public_reads_name_bureau_and_certificate(cast: Cast) -> None:
    officer = make_officer(cast.city, section=cast.mines, user=cast.officer)
    assert queries.public_rows("officers", cast.city) == [
        {"name": officer.name, "bureau": cast.city.name, "certificate": officer.certificate}
    ]
