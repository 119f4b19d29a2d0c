"""A witness with the one-file tool alone: key, named, portal, signed, handed in, verified."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from fairdraw.checkpoint import parse
from fairdraw.cli import main
from fairdraw.entries import parse as parse_entry
from fairdraw.policy import Policy, timestamp_of

from tests.cast import Cast
from tests.factories.cosigning import grow
from tests.ground.cosigning.conftest import Browser
from yaohao.ground.cosigning.models import Proposal
from yaohao.ground.ledger.models import Entry
from yaohao.ground.ledger.queries import cosigned, policy_text
from yaohao.ground.ledger.signing import verifier_key

NAME = "jiwei.example/yuchuan"


def download(client: Client, folder: Path) -> None:
    """Put checkpoint and log onto the stick."""
    content = client.get(reverse("portal:checkpoint")).content
    (folder / "checkpoint.txt").write_bytes(content)
    log = client.get(reverse("portal:log-file"), {"size": parse(content).size})
    (folder / "log.txt").write_bytes(b"".join(log.streaming_content))  # type: ignore[attr-defined]


def sign(folder: Path, *more: str) -> int:
    files = [str(folder / name) for name in ("checkpoint.txt", "log.txt")]
    return main(
        ["cosign", "sign", *files, "--key", str(folder / "k"), "-o", str(folder / "a"), *more]
    )


def test_a_key_made_by_the_tool_cosigns_the_log_of_the_portal(
    cast: Cast, browse: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk, director, anybody = browse(cast.clerk), browse(cast.director), Client()
    grow("the log begins")
    assert main(["cosign", "key", NAME, "-o", str(tmp_path / "k")]) == 0
    public = capsys.readouterr().out.strip()
    clerk.post(reverse("cosigning:propose"), {"key": public, "holder": "纪检组"})
    director.post(reverse("cosigning:confirm", args=[Proposal.objects.get().pk]))
    policy = policy_text(bureau=cast.city.code, quorum=1)

    index = grow("a round").index
    download(anybody, tmp_path)
    assert sign(tmp_path, "--log-key", verifier_key()) == 0
    answer = anybody.post(
        reverse("cosigning:signatures"), (tmp_path / "a").read_bytes(), content_type="text/plain"
    )
    assert answer.status_code == 200
    assert cosigned(index=index, policy=policy) == 1
    entry = parse_entry(bytes(Entry.objects.latest("index").raw))
    head, read = entry.get("log"), Policy.parse(policy)
    assert read
    origin = parse((tmp_path / "a").read_bytes()).origin
    assert timestamp_of(read, entry.get("signature"), origin, head)[0] == NAME

    # The next time, by stick: the tool finds the log that it signed as the beginning of this one.
    after = grow("another round").index
    download(clerk, tmp_path)
    assert sign(tmp_path) == 0
    with (tmp_path / "a").open("rb") as file:
        page = clerk.post(reverse("cosigning:hand-in"), {"answer": file}, follow=True)
    assert NAME in page.content.decode()
    assert cosigned(index=after, policy=policy) == 1
