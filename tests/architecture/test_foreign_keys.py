"""Foreign keys point only to the same floor's earlier stages or downwards.

They are written as strings, so import contracts cannot see them.
"""

from django.apps import apps

ORDER = [
    "ground.ledger",
    "ground.audit",
    "ground.accounts",
    "ground.cosigning",
    "stages.registers",
    "stages.planning",
    "stages.draw",
    "stages.inspection",
    "stages.followup",
    "stages.publication",
    "stages.credit",
    "stages.oversight",
    "surfaces",
    "config",
]


def floor(name: str) -> int:
    """Place of an app in the house; 0 for what lies under everything."""
    places = [i + 1 for i, part in enumerate(ORDER) if name.startswith(f"yaohao.{part}")]
    return places[0] if places else 0


def test_foreign_keys_point_down() -> None:
    wrong = []
    for model in apps.get_models():
        here = model._meta.app_config.name
        if not here.startswith("yaohao."):
            continue
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if not field.concrete or target is None:
                continue
            there = apps.get_app_config(target._meta.app_label).name
            if there.startswith("yaohao.") and floor(there) > floor(here):
                wrong.append(f"{model._meta.label}.{field.name} -> {there}")
    assert wrong == []


def test_the_trail_and_the_ledger_have_no_foreign_keys() -> None:
    for label in ("audit", "ledger"):
        for model in apps.get_app_config(label).get_models():
            assert [field.name for field in model._meta.fields if field.is_relation] == []
