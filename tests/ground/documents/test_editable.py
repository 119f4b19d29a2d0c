"""A bureau's own .docx template: used where it lies, and kept inside the sandbox."""

from pathlib import Path
from typing import Any

import docx
import pytest

from tests.ground.documents.papers import docx_words, full, word
from yaohao.ground.documents.render import DocumentError
from yaohao.ground.documents.rules import Kind


@pytest.fixture
def own(tmp_path: Path, settings: Any) -> Any:
    settings.YAOHAO_HOME = tmp_path
    (tmp_path / "templates").mkdir()

    def write(text: str) -> None:
        paper = docx.Document()
        paper.add_paragraph(text)
        paper.save(str(tmp_path / "templates" / "order.docx"))

    return write


def test_own_template_takes_the_place_of_the_built_in_one(own: Any) -> None:
    own("兹责令 {{ unit.name }} 整改，{{ on|day }}")

    assert docx_words(word(Kind.ORDER, full(Kind.ORDER))) == (
        "兹责令示范市云岭精细化工有限公司整改，2026年11月27日"
    )


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ unit.update({'name': 'x'}) }}",
        "{{ problems.append(1) }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ nothing_of_the_kind }}",
    ],
)
def test_template_reaches_the_data_and_nothing_else(own: Any, attack: str) -> None:
    own(attack)

    with pytest.raises(DocumentError, match=r"order\.docx"):
        word(Kind.ORDER, full(Kind.ORDER))
