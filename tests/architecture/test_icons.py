"""Every icon that a page names is in the sprite: one that is missing leaves a hole, unseen."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r"\{% icon \"([a-z0-9-]+)\"")


def test_every_icon_is_brought() -> None:
    tree = ast.parse((ROOT / "scripts" / "assets.py").read_text(encoding="utf-8"))
    brought = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "ICONS"
    )
    pages = [*(ROOT / "src").rglob("*.html")]
    named = {name for page in pages for name in NAMED.findall(page.read_text(encoding="utf-8"))}
    assert len(named) > 20
    assert named - set(brought) == set()
