"""The kinds of documents and the shape of their numbers; pure, without a clock.

The kinds follow articles 15 and 18 and the forms in use for safety inspections.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What kind of paper; the value is the word in addresses, form files and templates."""

    APPROVAL = "approval"  # 检查审批表
    NOTICE = "notice"  # 检查通知书
    SCHEME = "scheme"  # 现场检查方案
    CHECKLIST = "checklist"  # 检查表
    RECORD = "record"  # 现场检查记录
    ORDER = "order"  # 责令限期整改指令书
    RECHECK = "recheck"  # 整改复查意见书
    REPORT = "report"  # 检查报告
    SUMMARY = "summary"  # 汇总报告
    CIRCULAR = "circular"  # 通报
    RESULT_TABLE = "result-table"  # 公示表
    DRAW_RECORD = "draw-record"  # 抽签记录
    SESSION_MINUTES = "session-minutes"  # 摇号会记录


def number_text(word: str, short: str, year: int, serial: int) -> str:
    """`（榆应急）责改〔2026〕3号`: word of the bureau, kind in short, year, serial from 1.

    Hexagonal brackets 〔〕 and no zeros before the serial: GB/T 9704-2012, 7.2.5.
    """
    return f"（{word}）{short}〔{year}〕{serial}号"
