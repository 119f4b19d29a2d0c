"""What each attack meets: one test a line of the table in spec/README.md, "Attacks and what meets
them", and of the lines that the protocol answers with "impossible" or "visible". Impossible attacks
are shown to fail, visible ones to be named by the verifier."""

from collections import Counter
from dataclasses import replace

import pytest
from fairdraw import bundle, container, ledgerfile, merkle, register
from fairdraw.digest import sha256
from fairdraw.entries import Entry, parse
from fairdraw.errors import Fault
from fairdraw.feasibility import Cell, Question, Refused, check, words
from fairdraw.policy import verifier_key
from fairdraw.pool import Pool
from fairdraw.proof import Doors
from fairdraw.record import LOG
from fairdraw.seal import Visit, visits
from fairdraw.split import combine, split
from fairdraw.verify import verify

from core.vectors.boundaries import expired
from core.vectors.chronicle import Chronicle
from core.vectors.long_stories import cosigned, lottery, three_rounds
from core.vectors.sessions import aborted_early, attempts, registered, session, together
from core.vectors.story import (
    ANNOUNCED,
    CLOCK,
    KEY,
    ROWS,
    THROWS,
    Story,
    changed,
    honest_tables,
    opened,
)

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


def test_the_list_of_caps_cannot_change_after_b() -> None:
    members = container.load(GOOD)
    caps = members["round-1/caps.tsv"]
    members["round-1/caps.tsv"] = caps.replace(b"140700-00\t2", b"140700-00\t1")
    assert members["round-1/caps.tsv"] != caps
    assert fault(container.dump(members.items())) == "list-root"


def test_dice_are_thrown_once_and_numbers_open_before_them() -> None:
    again = {"dice": lambda story: [changed("throws", "7" * 39)(story.by_kind["dice"][0])]}
    assert fault(Story(extra=again).tell().record()) == "source-second"

    def late(story: Story) -> list[Entry]:
        commit = story.by_kind["commit"][1]
        time = CLOCK["dice"]
        bound = story.by_kind["round"][0]
        return [story.acts.opening(serves=bound, commit=commit, opened=opened(2), time=time)]

    assert fault(Story(unopened=1, extra={"dice": late}).tell().record()) == "opening-late"


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


def test_no_attempt_begins_while_the_one_before_is_under_way() -> None:
    first, second = attempts(early=True)
    assert fault(first.record()) == "parallel-plan"
    assert fault(second.record()) == "attempt-open"


def test_no_attempt_is_ended_by_one_person_or_with_a_made_up_key() -> None:
    alone = {("abort", 0): changed("by", "张三", 1)}
    assert fault(attempts(alone)[1].record()) == "attempt-open"
    made_up = {("reveal", 0): changed("key", "0" * 64)}
    assert fault(attempts(made_up)[1].record()) == "attempt-open"


def test_one_witness_under_two_names_is_no_quorum() -> None:
    twice = [verifier_key(name, bytes(range(32))) for name in ("jiwei", "gongzheng")]
    forged = {"announce": changed("policy", f"quorum 2 {' '.join(twice)}")}
    assert fault(Story(forged=forged).tell().record()) == "policy-keys"


def test_a_visit_that_was_merely_dropped_is_not_made_good() -> None:
    assert fault(expired(opened=False, rounds=2).record()) == "proved"
    assert fault(expired(opened=True, rounds=1).record()) == "event-cause"
    assert fault(expired(opened=False, rounds=2, early=True).record()) == "event-cause"


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


def test_a_log_cut_short_does_not_reach_the_published_head() -> None:
    beyond = f"99 {sha256(b'what was published').hex()}"
    assert fault(GOOD, beyond) == "head-beyond"


def test_a_witness_of_two_histories_is_found_in_one_of_them() -> None:
    other = f"3 {sha256(b'another history').hex()}"
    assert fault(cosigned(spoilt=changed("log", other)).record()) == "cosign-log"


def test_an_edited_row_after_the_freeze_is_named() -> None:
    members = container.load(GOOD)
    members["pool.tsv"] = members["pool.tsv"].replace(b"911401\tLOW\t-", b"911401\tLOW\tMOVED")
    assert fault(container.dump(members.items())) == "pool-count"
    members["pool.tsv"] = container.load(GOOD)["pool.tsv"].replace(b"911411\t", b"911412\t")
    assert fault(container.dump(members.items())) == "pool-root"


def test_a_swapped_verifier_is_told() -> None:
    """The bureau names its own verifier: whoever distrusts it needs an independent one."""
    assert "other-verifier" in notes(GOOD)
    own = replace(ANNOUNCED, verifier=sha256(bundle.content()))
    assert "other-verifier" not in notes(Story(own).tell().record())


def test_a_friend_left_out_of_the_list_breaks_the_frozen_counts() -> None:
    members = container.load(GOOD)
    members["pool.tsv"] = members["pool.tsv"].replace(b"911401\tLOW\t-\n", b"")
    assert fault(container.dump(members.items())) == "pool-count"


def test_a_friend_restratified_after_the_freeze_is_named() -> None:
    members = container.load(GOOD)
    rows = members["pool.tsv"].replace(b"911401\tLOW\t-", b"911401\tHIGH\t-")
    members["pool.tsv"] = rows
    assert fault(container.dump(members.items())) == "pool-count"


def test_a_friend_stays_in_the_list_with_a_public_reason_or_not_at_all() -> None:
    rows = [(row, stratum, "FRIEND" if row == "911401" else why) for row, stratum, why in ROWS]
    with pytest.raises(Fault) as refusal:
        Story(rows=rows).tell()
    assert refusal.value.code == "pool-reason"


def test_a_friend_left_out_or_restratified_shows_against_the_register() -> None:
    lines = register.Lines.of(f"140700\t{i}\t{why}\t{s}\n".encode() for i, s, why in ROWS)
    less = [row for row in ROWS if row[0] != "911401"]
    assert register.agree(lines, Pool.frozen(less), undirected=False).outside == ("911401",)
    with pytest.raises(Fault):
        register.agree(lines, Pool.frozen(less), undirected=True)
    moved = [(i, "HIGH" if i == "911401" else stratum, why) for i, stratum, why in ROWS]
    with pytest.raises(Fault):
        register.agree(lines, Pool.frozen(moved), undirected=True)
    assert register.agree(lines, Pool.frozen(ROWS), undirected=True).outside == ()


def test_a_register_changed_behind_its_root_shows_in_the_next_one() -> None:
    before = register.Lines.of(f"140700\t{i}\t{why}\t{s}\n".encode() for i, s, why in ROWS)
    moved = [(i, "HIGH" if i == "911401" else stratum, why) for i, stratum, why in ROWS[1:]]
    after = register.Lines.of(f"140700\t{i}\t{why}\t{s}\n".encode() for i, s, why in moved)
    assert register.difference(before, after).counts() == (0, 1, 1)
    assert before.root() != after.root()
    assert fault(registered().record()) == "proved"
    other = merkle.root([sha256(b"another register")])
    told = registered()
    told.log.entries = [
        raw.replace(sha256(b"register").hex().encode(), other.hex().encode())
        if raw.startswith(b"fairdraw/1 register")
        else raw
        for raw in told.log.entries
    ]
    assert fault(told.record()) == "register-root"


def test_shaped_caps_or_leave_show_as_the_minimum_cut_in_words() -> None:
    cells = [Cell("friends", "A", 3, {"lead": ("甲",), "second": ("甲", "乙")})]
    question = Question(tuple(cells), ("lead", "second"), {"A": 3}, {"甲": 1, "乙": 9})
    found = check(question, seed=b"s", simulations=1)
    assert isinstance(found, Refused)
    assert found.cut.officers == ("甲",)
    assert "甲" in words(found, "zh")


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


def test_a_withheld_key_is_given_by_two_other_holders() -> None:
    shares = split(KEY, sha256(b"slope"))
    assert combine({1: shares[1], 3: shares[3]}) == KEY
    assert "shares" in notes(cosigned().record())  # two insiders could know early: it is said


def test_a_void_draw_before_its_randomness_is_harmless_and_after_it_an_abort() -> None:
    assert "aborted-before" in notes(aborted_early("bound").record())
    assert "aborted-after" in notes(attempts()[0].record())


def test_a_source_that_is_unwelcome_cannot_be_said_to_have_failed() -> None:
    assert fault(lottery(failed=True).record()) == "failed-late"
    assert fault(lottery().record()) == "proved"


def test_an_insider_with_the_key_knows_nothing_before_b() -> None:
    """From b on he knows everything, and nothing prevents it: so b comes just before the window."""
    bound = [Story(throws=throws).tell() for throws in (THROWS, THROWS[::-1])]
    assert bound[0].by_kind["round"][0].raw == bound[1].by_kind["round"][0].raw
    assert bound[0].result.visits != bound[1].result.visits


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


def test_a_team_cannot_be_reassigned_after_the_seal() -> None:
    def other(lines: list[bytes]) -> list[bytes]:
        names = [b"140700-%02d" % number for number in range(6)]
        used = next(name for name in names if b"second=" + name in lines[0])
        free = next(name for name in names if name not in lines[0])
        return [lines[0].replace(b"second=" + used, b"second=" + free), *lines[1:]]

    assert fault(Story(sealed=other).tell().record()) == "sealed-team"
    told = Story().tell()
    told.lines = other(told.lines)  # the same done after the seal: its root names it
    assert fault(told.record()) in ("sealed-team", "seal-root")


def test_a_forced_substitute_needs_randomness_that_came_after_it() -> None:
    told = three_rounds()
    asked = next(raw for raw in told.log.entries if b" substitute\n" in raw)
    earlier = parse(asked).digest("sha256").hex()
    later = [raw for raw in told.log.entries if f"\nfor {earlier}\n".encode() in raw]
    assert [parse(raw).kind for raw in later] == ["dice", "substituted"]
    with pytest.raises(Fault) as refusal:  # a reason has a code, so that statistics can count it
        three_rounds({("substitute", 0): changed("cause", "病了")})
    assert refusal.value.code == "entry-value"


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


def test_a_door_proof_tells_nothing_of_a_later_round() -> None:
    told = three_rounds()
    later = {visit.id for number in (2, 3) for visit in _visits(told, number)}
    for position in range(len(_visits(told, 1))):
        text = told.doors(1).proof(position).decode()
        assert not [row for row in later if row in text]


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
