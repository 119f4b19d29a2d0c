"""Form and data together: the blocks of one paper, every text filled, for the page setter."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Template, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from yaohao.ground.documents.formats import Form, environment
from yaohao.ground.documents.render import DocumentError

Block = dict[str, Any]


def compose(form: Form, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return `{title, layout, number, issuer, blocks}`; DocumentError names form and fault."""
    env = _own()
    try:
        return {
            "title": _fill(env, form.title, data),
            "layout": form.layout,
            "number": data["number"],
            "issuer": data.get("issuer", {}).get("name", ""),
            "blocks": [
                _block(env, block, data) for block in form.blocks if _wanted(env, block, data)
            ],
        }
    except (TemplateError, KeyError) as error:
        raise DocumentError(f"{form.version}: {error}") from error


def _wanted(env: ImmutableSandboxedEnvironment, block: Block, data: Mapping[str, Any]) -> bool:
    return "when" not in block or bool(_fill(env, block["when"], data))


def _block(env: ImmutableSandboxedEnvironment, block: Block, data: Mapping[str, Any]) -> Block:
    kind = block["kind"]
    match kind:
        case "facts":
            rows = [[_fill(env, cell, data) for cell in row] for row in block["rows"]]
            return {"kind": kind, "rows": rows}
        case "grid":
            return _grid(env, block, data)
        case "sign" | "closing" | "colophon":
            return {"kind": kind, "lines": [_fill(env, line, data) for line in block["lines"]]}
        case "signatures":
            return {"kind": kind, "rows": list(data["signatures"])}
        case "text":
            return {"kind": kind, "lines": _fill(env, block["text"], data).split("\n")}
        case _:
            return {"kind": kind, "text": _fill(env, block["text"], data)}


def _grid(env: ImmutableSandboxedEnvironment, block: Block, data: Mapping[str, Any]) -> Block:
    rows = [
        [_fill(env, cell, {**data, "it": row, "nr": place}) for cell in block["cells"]]
        for place, row in enumerate(data[block["of"]] or (), 1)
    ]
    width = len(block["header"])
    return {
        "kind": "grid",
        "widths": block["widths"],
        "header": block["header"],
        "rows": rows or [[block["empty"], *[""] * (width - 1)]],
        "empty": not rows,
    }


def _fill(env: ImmutableSandboxedEnvironment, text: str, data: Mapping[str, Any]) -> str:
    return _compiled(env, text).render(data).strip()


@lru_cache(1)
def _own() -> ImmutableSandboxedEnvironment:
    """One for all papers and for nothing else: filling a .docx changes the one it is given."""
    return environment()


@lru_cache(4096)
def _compiled(env: ImmutableSandboxedEnvironment, text: str) -> Template:
    """A form has the same texts for every paper; compiling them takes longer than filling them."""
    return env.from_string(text)
