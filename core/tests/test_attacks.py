"""What each attack meets: one test a line of the table in spec/README.md, "Attacks and what meets
them". Impossible attacks are shown to fail, visible ones to be named by the verifier."""

from collections import Counter
from dataclasses import replace

import pytest
from fairdraw import container, ledgerfile
from fairdraw.digest import sha256
from fairdraw.entries import parse
from fairdraw.errors import Fault
from fairdraw.proof import Doors
from fairdraw.record import LOG
from fairdraw.seal import Visit, visits
from fairdraw.verify import verify

from core.vectors.chronicle import Chronicle
from core.vectors.long_stories import (
    cosigned,
    three_rounds,
)
from core.vectors.sessions import attempts, session, together
from core.vectors.story import ANNOUNCED, KEY, ROWS, THROWS, Story, changed, honest_tables

GOOD = Story().tell().record()


def fault(data: bytes, head: str | None = None) -> str:
    found = verify(data, head=head).fault
    return found.code if found else "proved"


def notes(data: bytes) -> set[str]:
    return {note.code for note in verify(data).notes}


def with_log(data: bytes, old: bytes, new: bytes) -> bytes:
    members = container.load(data)
    assert old in members[LOG]
    members[LOG] = members[LOG].replace(old, new, 1)
    return container.dump(members.items())


def test_control_the_honest_record_proves() -> None:
    assert fault(GOOD) == "proved"
    assert fault(three_rounds().record()) == "proved"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"HIGH ratio 3000", b"HIGH ratio 9000"),
        (b"filter field=COAL", b"filter field=GOLD"),
        (b"role second", b"role helper"),
        (b"2026-11-16 2026-11-27 2", b"2026-11-16 2026-11-27 9"),
    ],
)
def test_ratio_filter_team_rule_and_caps_cannot_change_after_b(old: bytes, new: bytes) -> None:
    assert fault(with_log(GOOD, old, new)) == "announce-missing"


def test_b_cannot_be_chosen() -> None:
    other = THROWS[::-1].encode()
    assert fault(with_log(GOOD, THROWS.encode(), other)) == "seal-log"
    forged = {"dice": changed("throws", THROWS[::-1])}
    assert fault(Story(forged=forged).tell().record()) == "randomness-mismatch"


def test_k_cannot_be_ground_after_the_announcement() -> None:
    forged = {"reveal": changed("key", sha256(b"a better key").hex())}
    assert fault(Story(forged=forged).tell().record()) == "commitment-mismatch"


def test_the_order_of_rows_does_not_enter() -> None:
    assert Story(rows=ROWS[::-1]).tell().record() == GOOD


def test_ids_cannot_be_ground_because_salts_come_from_a_secret_key() -> None:
    rows = [*ROWS[:-1], ("911407999", "LOW", "MOVED")]
    one, other = (Story(rows=each).tell().result.seed for each in (ROWS, rows))
    assert one != other  # another id gives another pool, and so a seed nobody could know


@pytest.mark.parametrize("act", ["pool", "round", "seal"])
def test_a_second_pool_round_or_seal_is_named(act: str) -> None:
    twin = changed({"pool": "register", "round": "by", "seal": "root"}[act], "0" * 64)
    extra = {act: lambda story: [twin(story.by_kind[act][0])]}
    assert fault(Story(extra=extra).tell().record()) == f"{act}-second"


def test_drawing_again_is_a_new_attempt_that_shows_what_it_avoided() -> None:
    first, second = attempts()
    report = verify(first.record())
    assert (report.outcome, "aborted-after" in notes(first.record())) == ("aborted", True)
    assert "attempt-after" in notes(second.record())
    assert verify(second.record()).outcome == "proved"


def test_no_attempt_follows_one_that_was_completed_or_is_hidden() -> None:
    done = [parse(raw) for raw in Story().tell().log]
    again = replace(ANNOUNCED, attempt=2)
    assert fault(Story(again, prefix=done).tell().record()) == "attempt-complete"
    assert fault(Story(again, prefix=done[:-1]).tell().record()) == "attempt-open"
    assert fault(Story(again).tell().record()) == "attempt-missing"


def test_a_parallel_plan_shows_in_the_log() -> None:
    parallel = replace(ANNOUNCED, draw="140700-2026-002").entry()
    assert fault(Story(prefix=(parallel,)).tell().record()) == "parallel-plan"
    own = Story(prefix=(parallel,)).tell().record(whole=False)
    assert verify(own).outcome == "proved-partly"  # never green without the log


def test_an_enemy_listed_twice_is_reported() -> None:
    rows = [*ROWS, (ROWS[0][0] + "B01", "HIGH", "-")]
    tables = replace(
        honest_tables(),
        edges=sorted([*honest_tables().edges, f"R\t{ROWS[0][0]}B01\tALL".encode()]),
    )
    told = Story(rows=rows, tables=tables).tell().record()
    assert fault(told) == "proved"
    assert "aliases" in notes(told)
    assert "aliases" not in notes(GOOD)


def test_back_dating_needs_a_quorum_of_dishonest_witnesses() -> None:
    assert fault(cosigned(late=True).record()) == "cosign-missing"
    assert fault(cosigned(ago=-3600).record()) == "cosign-missing"
    assert verify(cosigned().record()).level == "cosigned"


def test_a_second_history_does_not_lead_to_the_published_head() -> None:
    honest = Story().tell()
    head = f"5 {sha256(b'another history').hex()}"
    assert fault(honest.record(), head) == "head-mismatch"


def test_an_edited_row_after_the_freeze_is_named() -> None:
    members = container.load(GOOD)
    members["pool.tsv"] = members["pool.tsv"].replace(b"911401\tLOW\t-", b"911401\tLOW\tMOVED")
    assert fault(container.dump(members.items())) == "pool-count"
    members["pool.tsv"] = container.load(GOOD)["pool.tsv"].replace(b"911411\t", b"911412\t")
    assert fault(container.dump(members.items())) == "pool-root"


def test_a_swapped_verifier_is_told() -> None:
    assert "other-verifier" in notes(GOOD)


def test_a_friend_left_out_of_the_list_breaks_the_frozen_counts() -> None:
    members = container.load(GOOD)
    members["pool.tsv"] = members["pool.tsv"].replace(b"911401\tLOW\t-\n", b"")
    assert fault(container.dump(members.items())) == "pool-count"


def test_a_friend_cannot_be_passed_over_for_a_draw_that_did_not_draw_him() -> None:
    free = [f"9114{n:02}" for n in range(12)]
    _, two = session(skipped=lambda ids: [*ids[1:], next(r for r in free if r not in ids)])
    assert fault(two.record()) == "skip-origin"
    assert fault(session(skipped=lambda ids: ids[1:])[1].record()) == "skip-missing"
    assert fault(session()[1].record()) == "proved"


def test_a_missing_opening_is_no_veto() -> None:
    assert fault(Story(unopened=2).tell().record()) == "proved"
    assert "unopened" in notes(Story(unopened=2).tell().record())


def test_a_lost_key_leaves_the_plan_line_undrawable() -> None:
    story = Story().tell()
    lost = [parse(raw) for raw in story.log[:-1]]
    again = Story(replace(ANNOUNCED, attempt=2), prefix=lost).tell()
    assert fault(again.record()) == "attempt-open"


@pytest.mark.parametrize("cause", ["ABSENT 无人在场", "FRIEND 说情", "BUSY 忙"])
def test_a_convenient_void_is_refused(cause: str) -> None:
    forged = {("event", 0): changed("cause", cause)}
    assert fault(three_rounds(forged).record()) == "event-cause"


def test_a_row_once_drawn_never_comes_back_even_if_void() -> None:
    told = three_rounds()
    drawn = [visit.id for number in told.given for visit in _visits(told, number)]
    assert len(drawn) == len(set(drawn))


def test_a_substitute_cannot_be_named_by_hand() -> None:
    told = three_rounds()
    told.lines[0] = told.lines[0].rsplit(b"\t", 1)[0] + b"\t140700-99"
    assert fault(told.record()) == "substitute-line"
    forged = {("substituted", 0): changed("line", "1" * 64)}
    assert fault(three_rounds(forged).record()) == "substitute-line"


def _visits(told: Chronicle, number: int) -> list[Visit]:
    return visits(told.sealed[number])


def test_one_door_proof_tells_no_other_outcome() -> None:
    """Canary: no id, salt or ticket of another row stands in a proof."""
    story = Story().tell()
    announce = story.by_kind["announce"][0]
    doors = Doors(log=story.log, announce=announce, rows=story.pool, sealed=story.lines, key=KEY)
    for position, visit in enumerate(story.result.visits):
        text = doors.proof(position).decode()
        threshold = story.result.thresholds[visit.stratum].limit
        for other in story.result.visits:
            if other.id != visit.id:
                assert other.id not in text
                assert other.ticket not in text or other.ticket == threshold
        others = {row for row, _, _ in ROWS} - {visit.id}
        assert not [row for row in others if f"\n{row}\t" in text]


def test_the_log_before_the_reveal_holds_nothing_of_the_result() -> None:
    told = three_rounds()
    reveal = next(n for n, raw in enumerate(told.log.entries) if raw.startswith(b"fairdraw/1 rev"))
    log = ledgerfile.dump(told.log.entries[:reveal]).decode()
    drawn = {visit.id for number in told.given for visit in _visits(told, number)}
    officers = {name for number in told.given for v in _visits(told, number) for _, name in v.team}
    assert not [row for row in drawn if row in log]
    assert not [name for name in officers if name in log]


def test_an_outsider_cannot_compute_the_result_without_the_key() -> None:
    """Everything public is the same for two keys but their digests: the results are not."""
    other = sha256(b"another key")
    announced = replace(ANNOUNCED, commitment=sha256(b"fairdraw/1 commit\0" + other))
    results = Counter(
        tuple(visit.id for visit in story.tell().result.visits)
        for story in (Story(), Story(announced, key=other))
    )
    assert len(results) == 2


def test_a_dependent_draw_of_a_session_binds_the_earlier_one() -> None:
    one, two = together()
    first = {visit.id for visit in _visits(one, 1)}
    assert not first & {visit.id for visit in _visits(two, 1)}
    assert fault(two.record()) == "proved"
    two.others = {key: lines[1:] for key, lines in two.others.items()}
    assert fault(two.record()) in ("other-root", "sealed-row", "sealed-quota")


def test_witness_numbers_alone_mean_to_trust_the_operator() -> None:
    alone = replace(ANNOUNCED, sources=("witnesses",))
    assert verify(Story(alone).tell().record()).level == "operator"
    assert verify(GOOD).level == "hall"


def test_a_server_number_alone_is_an_exercise() -> None:
    with pytest.raises(Fault) as refusal:
        replace(ANNOUNCED, sources=("server",)).entry()
    assert refusal.value.code == "exercise-unmarked"
