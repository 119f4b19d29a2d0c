"""Every outcome staffable? The answer against all outcomes of small draws."""

from collections import Counter

import pytest
from fairdraw.feasibility import Cell, NotProven, Proven, Question, Refused, check, words

from core.tests.feasibility_reference import cut_holds, outcomes, small_questions, staffable

SEED = b"seed"


def label(result: object) -> str:
    return result.how if isinstance(result, Proven) else type(result).__name__


def test_the_answer_is_exact_on_small_draws() -> None:
    seen: Counter[str] = Counter()
    for question in small_questions(1_500, seed=1):
        result = check(question, seed=SEED, simulations=3)
        every = all(staffable(question, counts) for counts in outcomes(question))
        assert isinstance(result, Proven) == every
        seen[label(result)] += 1
        if isinstance(result, Refused):
            outcome = dict(result.outcome)
            counts = tuple(outcome[cell.name] for cell in question.cells)
            assert counts in set(outcomes(question))
            assert not staffable(question, counts)
            assert cut_holds(question, outcome, result.cut)
    assert seen["NotProven"] == 0
    assert min(seen["reservation"], seen["vertices"], seen["Refused"]) > 20


def test_too_many_vertices_never_make_a_wrong_answer() -> None:
    seen: Counter[str] = Counter()
    for question in small_questions(800, seed=2):
        result = check(question, seed=SEED, simulations=2, vertex_limit=0)
        every = all(staffable(question, counts) for counts in outcomes(question))
        seen[label(result)] += 1
        if isinstance(result, Proven):
            assert every
        if isinstance(result, Refused):
            assert not every
            counts = tuple(count for _, count in result.outcome)
            assert not staffable(question, counts)
        if isinstance(result, NotProven):
            assert result.failures == 0
            assert result.cut.missing > 0
    assert min(seen["reservation"], seen["NotProven"], seen["Refused"]) > 10
    assert seen["vertices"] == 0


def test_nobody_twice_in_a_team_decides_some_of_these_draws() -> None:
    """The control: a model without that rule would approve draws that cannot be staffed."""
    wrong = 0
    for question in small_questions(300, seed=3):
        if isinstance(check(question, seed=SEED, simulations=1), Refused):
            wrong += all(staffable(question, c, twice=True) for c in outcomes(question))
    assert wrong > 5


def row_of_cells(count: int) -> Question:
    """Draw 20 from many cells whose officers overlap, so that no part can be judged alone."""
    officers = [f"Z{n:02d}" for n in range(count + 1)]
    cells = tuple(
        Cell(f"C{n:02d}", "A", 2 + n % 5, {"lead": tuple(officers[n : n + 2])})
        for n in range(count)
    )
    return Question(cells, ("lead",), {"A": 20}, dict.fromkeys(officers, 3))


def test_a_draw_beyond_the_vertex_limit_is_refuted_or_not_proven() -> None:
    result = check(row_of_cells(30), seed=SEED, simulations=50)
    assert isinstance(result, Refused | NotProven)
    assert result.simulations == 50
    seen: list[tuple[int, int]] = []
    again = check(row_of_cells(30), seed=SEED, simulations=50, progress=lambda *at: seen.append(at))
    assert again == result
    assert seen[-1] == (50, 50)


def test_vertices_multiply_over_strata() -> None:
    """Two strata of three vertices each: nine outcomes to test, no fewer."""
    cells = tuple(
        Cell(f"{stratum}{n}", stratum, 1, {"lead": ("Z",)}) for stratum in "AB" for n in range(3)
    )
    question = Question(cells, ("lead",), {"A": 1, "B": 1}, {"Z": 2})
    assert check(question, seed=SEED, vertex_limit=9) == Proven("vertices")
    assert isinstance(check(question, seed=SEED, simulations=9, vertex_limit=8), NotProven)


def test_simulation_counts_failures() -> None:
    """One of two cells has nobody: a draw of one from two rows fails about half the time."""
    cells = (Cell("C0", "A", 1, {"lead": ("Z",)}), Cell("C1", "A", 1, {"lead": ()}))
    result = check(Question(cells, ("lead",), {"A": 1}, {"Z": 1}), seed=SEED)
    assert isinstance(result, Refused)
    assert result.outcome == (("C0", 0), ("C1", 1))
    assert result.cut.officers == ()
    assert 400 < result.failures < 600


def test_a_simulated_failure_is_a_refutation() -> None:
    """Neither the vertices (too many) nor the worst outcome of the first cut find it."""
    found = 0
    for question in small_questions(1_500, seed=4):
        bare = check(question, seed=SEED, simulations=0, vertex_limit=0)
        more = check(question, seed=SEED, simulations=60, vertex_limit=0)
        if isinstance(bare, NotProven) and isinstance(more, Refused):
            found += 1
            assert not staffable(question, tuple(count for _, count in more.outcome))
            assert more.failures > 0
    assert found > 0


def test_cells_of_the_same_name_are_refused() -> None:
    cell = Cell("C", "A", 1, {"lead": ("Z",)})
    with pytest.raises(ValueError, match="same name"):
        check(Question((cell, cell), ("lead",), {"A": 1}, {"Z": 1}), seed=SEED)


REFUSED = check(
    Question(
        (Cell("C0", "A", 5, {"lead": ("Z1",), "second": ("Z1", "Z2")}),),
        ("lead", "second"),
        {"A": 3},
        {"Z1": 2, "Z2": 9},
    ),
    seed=SEED,
    simulations=10,
)


def test_words_name_people_places_and_figures() -> None:
    names = {"Z1": "张三（140701）", "C0": "危险化学品", "lead": "主检"}
    chinese = words(REFUSED, "zh", names)
    for part in ("危险化学品", "张三（140701）", "主检", "3家", "至多2人次", "缺1人次", "10次"):
        assert part in chinese
    english = words(REFUSED, "en")
    for part in (
        "C0",
        "Z1",
        "lead",
        "take 2",
        "1 stay empty",
        "10 simulated",
        "draws 10 could not",
    ):
        assert part in english


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_words_for_every_answer(lang: str) -> None:
    texts = set()
    for limit in (0, 2_000):
        for question in small_questions(400, seed=5):
            result = check(question, seed=SEED, simulations=1, vertex_limit=limit)
            text = words(result, lang)
            assert text.isascii() is False or lang == "en"
            texts.add((label(result), text[:6]))
    assert {kind for kind, _ in texts} == {"reservation", "vertices", "Refused", "NotProven"}
    assert len({start for _, start in texts}) >= 3


@pytest.mark.parametrize(("lang", "more"), [("zh", "等30人"), ("en", "and 10 more")])
def test_long_lists_are_cut(lang: str, more: str) -> None:
    officers = tuple(f"Z{n:02d}" for n in range(30))
    cell = Cell("C", "A", 40, {"lead": officers})
    question = Question((cell,), ("lead",), {"A": 40}, dict.fromkeys(officers, 1))
    assert more in words(check(question, seed=SEED, simulations=1), lang)


def test_words_in_an_unknown_language() -> None:
    with pytest.raises(KeyError):
        words(REFUSED, "fr")
