"""What a model of this house may not do: save by itself, order itself, listen to signals."""

import ast
from pathlib import Path

from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]


def test_models_have_no_save_and_no_default_order() -> None:
    for model in apps.get_models():
        if not model.__module__.startswith("yaohao."):
            continue
        assert "save" not in vars(model), model
        assert "delete" not in vars(model), model
        assert list(model._meta.ordering) == [], model


def test_nothing_listens_to_signals_and_nothing_orders_by_chance() -> None:
    for file in (ROOT / "src").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert "django.db.models.signals" not in text, file
        assert "django.dispatch" not in text, file
        assert 'order_by("?")' not in text, file


def test_rules_know_no_clock() -> None:
    clocks = {"now", "today", "utcnow", "time"}
    for file in (ROOT / "src").rglob("rules*"):
        for source in [file] if file.suffix == ".py" else file.rglob("*.py"):
            for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    assert node.func.attr not in clocks, f"{source}:{node.lineno}"
