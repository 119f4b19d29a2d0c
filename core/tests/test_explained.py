"""The worked example for lay readers is worked out right, in both languages."""

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ["explained.md", "explained.zh-Hans.md"]


def faults(text: str) -> list[str]:
    """Do the example as the page tells; return what comes out otherwise than it says."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("| ")
    ]
    (firms, secrets), (_, throws), (_, tickets) = rows[0:2], rows[2:4], rows[4:6]
    added = zip(secrets[1:], throws[1:], strict=True)
    made = [f"{(int(secret) + int(throw)) % 100:02}" for secret, throw in added]
    found = [] if made == tickets[1:] else ["tickets"]
    plain = text.replace(" (", "（").replace("＋", "+").replace("＝", "=")
    drawn = sorted(zip(made, firms[1:], strict=True))[:3]
    found += [firm for ticket, firm in drawn if f"{firm}（{ticket}" not in plain]
    for secret, throw, total in re.findall(r"(\d\d) \+ (\d\d) = (\d+)", plain):
        right = int(secret) + int(throw) == int(total) and secret in secrets and throw in throws
        found += [] if right else [total]
    limit = re.search(r"[Tt]he third of them, (\d\d)|第三名的票号 (\d\d)", plain)
    found += [] if limit and drawn[2][0] in limit.groups() else ["threshold"]
    return found


@pytest.mark.parametrize("name", PAGES)
def test_the_tickets_of_the_ten_firms_are_right(name: str) -> None:
    assert faults((DOCS / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("old", "new"), [("| 88 |", "| 87 |"), ("114", "115"), ("| 17 | 34", "| 16 | 34")]
)
def test_control_a_wrong_number_is_noticed(name: str, old: str, new: str) -> None:
    assert faults((DOCS / name).read_text(encoding="utf-8").replace(old, new, 1)) != []


@pytest.mark.parametrize("secret", range(100))
def test_no_secret_number_favours_a_firm(secret: int) -> None:
    assert sorted((secret + throw) % 100 for throw in range(100)) == list(range(100))
