"""Kinds of cells that only the registers have: credit codes, closed lists, certificates, fields."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yaohao.ground.sheets.cells import Choice, Code, Form
from yaohao.ground.sheets.cells.texts import folded, plain, visible
from yaohao.ground.sheets.grid import Cell
from yaohao.ground.sheets.problems import UnreadableError
from yaohao.stages.registers.models.choices import label
from yaohao.stages.registers.rules.certificates import DEFAULT_PATTERN, parse_certificate
from yaohao.stages.registers.rules.coordinates import DegreesError, parse_degrees
from yaohao.stages.registers.rules.credit_code import CreditCodeError, parse
from yaohao.stages.registers.rules.kinds import (
    Affiliation,
    Blacklist,
    Datum,
    Exclusion,
    Field,
    MajorHazard,
    OwningLevel,
    PastOrigin,
    Risk,
    Scale,
    Standardisation,
)
from yaohao.stages.registers.rules.words import WORDS
from yaohao.stages.registers.wording import credit_code_words

NO_CODE = frozenset({"无", "NONE", "无代码"})  # what is typed where no code exists

# What clerks also write for a member of a closed list.
SPOKEN: dict[type[StrEnum], dict[str, tuple[str, ...]]] = {
    Field: {
        "NCM": ("非煤矿山企业",),
        "HC": ("危化品", "危险化学品（含易制毒）", "危险化学品企业"),
        "FW": ("烟花爆竹企业",),
        "DCA": ("工贸", "粉尘涉爆", "有限空间", "液氨制冷", "涉氨制冷"),
        "OD": ("职业病", "职业健康"),
        "MH": ("重大危险源",),
        "BL": ("黑名单",),
        "OT": ("其他", "其它"),
    },
    Affiliation: {
        "P": ("省", "省级", "央企", "中央"),
        "C": ("市", "市级", "市直"),
        "X": ("县", "县级", "区属"),
    },
    Scale: {"L": ("大",), "M": ("中",), "S": ("小",), "T": ("微",), "U": ("未定",)},
    Risk: {
        "RED": ("红", "红色", "重大风险", "重大", "一级"),
        "ORANGE": ("橙", "橙色", "较大风险", "较大", "二级"),
        "YELLOW": ("黄", "黄色", "一般风险", "一般", "三级"),
        "BLUE": ("蓝", "蓝色", "低风险", "低", "四级"),
        "UNRATED": ("未定级", "未评定", "未定"),
    },
    Standardisation: {"0": ("无", "未达标", "未评定", "未定")},
    MajorHazard: {"0": ("否", "未构成", "不构成")},
    OwningLevel: {
        "": ("本局", "本级监管"),
        "P": ("省", "省级监管"),
        "C": ("市", "市级监管"),
        "X": ("县", "县级监管", "区级"),
        "T": ("乡镇", "街道", "乡镇级"),
    },
    Datum: {
        "WGS84": ("WGS-84", "GPS"),
        "CGCS2000": ("国家大地坐标系", "2000"),
        "GCJ02": ("GCJ-02", "火星坐标", "高德", "腾讯"),
        "BD09": ("BD-09", "百度"),
    },
    PastOrigin: {
        "RANDOM": ("随机", "双随机", "双随机抽查", "一般检查"),
        "CAUSE": ("举报", "投诉举报", "有因", "专案"),
        "KEY": ("重点", "专项检查", "重点检查"),
        "RECHECK": ("整改复查",),
    },
    Blacklist: {"0": ("否", "无")},
    Exclusion: {
        "": ("正常", "在营", "存续"),
        "CLOSED": ("关闭", "停业", "已关闭停业"),
        "MOVED": ("已迁出",),
        "MERGED": ("合并",),
        "REVOKED": ("注销", "吊销"),
    },
}


def closed_list(kind: type[StrEnum]) -> Choice:
    """One member of a closed list, by code or by word."""
    spoken = SPOKEN.get(kind, {})
    options: Mapping[Any, Sequence[Any]] = {
        member.value: (label(kind, member.value), *spoken.get(member.value, ())) for member in kind
    }
    return Choice(options)


def _credit_code(code: str) -> str:
    if code in NO_CODE:
        return ""
    try:
        return parse(code).code
    except CreditCodeError as error:
        raise UnreadableError(*credit_code_words(error, code)) from None


CREDIT_CODE = Code(
    pattern=r".{1,64}", hint=gettext_lazy("18 characters, or 无"), check=_credit_code
)


def _certificate(code: str) -> str:
    pattern = getattr(settings, "YAOHAO_CERTIFICATE_PATTERN", DEFAULT_PATTERN)
    try:
        return parse_certificate(code, pattern)
    except ValueError:
        raise UnreadableError(
            _("is no certificate number of this bureau's pattern."),
            _("Copy it from the certificate."),
        ) from None


CERTIFICATE = Code(pattern=r".{1,64}", check=_certificate)


@dataclass(frozen=True)
class Words:
    """Several words in one cell, between separators; each once, in their order."""

    separators: str = r"[;；,，、/|\r\n]+"
    longest: int = 30  # of one word
    form: Form = Form.TEXT

    def __call__(self, cell: Cell) -> tuple[str, ...]:
        parts = re.split(self.separators, plain(cell))
        words = [" ".join(visible(part).split()) for part in parts]
        if long := next((word for word in words if len(word) > self.longest), ""):
            raise UnreadableError(
                _("has a part of %(length)d characters.") % {"length": len(long)},
                _("At most %(longest)d fit. Separate the parts by “；”.")
                % {"longest": self.longest},
            )
        return tuple(dict.fromkeys(filter(None, words)))

    def show(self, value: Any) -> Cell:
        return "；".join(value)


# Questions hold commas, so only a new line or a semicolon ends one.
QUESTIONS = Words(separators=r"[;；\r\n]+", longest=500)


@dataclass(frozen=True)
class Degrees:
    """A longitude or latitude, decimal or in degrees, minutes and seconds."""

    form: Form = Form.TEXT

    def __call__(self, cell: Cell) -> Decimal:
        try:
            return parse_degrees(folded(cell))
        except DegreesError:
            raise UnreadableError(
                _("is no longitude or latitude."), _("Type it as 112.736100 or 112°44′10″.")
            ) from None

    def show(self, value: Any) -> Cell:
        return format(value, "f")


@dataclass(frozen=True)
class FieldList:
    """Several industry fields in one cell, by code or word, with any separators between them."""

    form: Form = Form.TEXT

    def __call__(self, cell: Cell) -> tuple[str, ...]:
        rest = re.sub(r"[;；,，、/|和及]", "\0", folded(cell))
        found = set()
        while rest := rest.strip("\0"):
            length, value = next(
                ((len(word), value) for word, value in _words() if _starts(rest, word)), (0, "")
            )
            if not length:
                raise UnreadableError(
                    _("holds “%(word)s”, which is no industry field.")
                    % {"word": rest.split("\0")[0]},
                    _("Allowed: %(allowed)s.")
                    % {"allowed": "；".join(both.zh for both in WORDS[Field].values())},
                )
            found.update(value.split())
            rest = rest[length:]
        return tuple(sorted(found))

    def show(self, value: Any) -> Cell:
        return "；".join(str(label(Field, code)) for code in value)


def _starts(rest: str, word: str) -> bool:
    """Whole words only: 其他 must not be read out of 其他行业."""
    return rest.startswith(word) and rest[len(word) : len(word) + 1] in ("", "\0")


def _words() -> list[tuple[str, str]]:
    """Spellings of the fields, the longest first; separators inside a name as in the cell."""
    words = {"全部": " ".join(Field), "所有": " ".join(Field), "all": " ".join(Field)}
    for member in Field:
        both = WORDS[Field][member.value]
        for word in (member.value, both.zh, both.en, *SPOKEN[Field][member.value]):
            words[re.sub(r"[;；,，、/|和及]", "\0", folded(word))] = member.value
    return sorted(words.items(), key=lambda pair: (-len(pair[0]), pair[0]))
