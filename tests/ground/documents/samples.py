"""One believable visit with every paper it makes; every name in it is invented."""

from typing import Any

from yaohao.ground.documents.rules import Kind

SIGNED = "a" * 64

UNIT = {
    "name": "示范市云岭精细化工有限公司",
    "code": "91990100MA0K3X7P4T",
    "address": "示范市云岭区工业大道18号",
    "contact": "王建国",
    "phone": "0990-1234567",
    "industry": "C26",
}
OFFICERS = [
    {"name": "张三丰", "certificate": "示执法20260017", "role": "组长"},
    {"name": "李四维", "certificate": "示执法20260042", "role": "组员"},
]
VISIT = {
    "number": "990100-2026-001-03",
    "task": "990100-2026-001 危险化学品企业安全生产条件抽查",
    "item": "危险化学品企业安全生产条件检查",
    "basis": "《中华人民共和国安全生产法》第六十五条",
    "origin": "双随机抽查",
    "method": "现场检查",
    "planned": "2026-11-26",
    "purpose": "检查安全生产责任制、教育培训和动火作业管理落实情况。",
    "nth": "第1次检查，全年上限2次",
}
QUESTIONS: list[dict[str, Any]] = [
    {
        "number": 1,
        "text": "是否建立全员安全生产责任制",
        "standard": "有文件并经主要负责人签发",
        "basis": "安全生产法第四条",
        "result": "合格",
        "remark": "",
        "added": "",
    },
    {
        "number": 2,
        "text": "动火作业是否办理审批",
        "standard": "作业票齐全",
        "basis": "",
        "result": "不合格",
        "remark": "抽查3份，缺1份",
        "added": "近期举报反映",
    },
]
PROBLEMS: list[dict[str, Any]] = [
    {
        "number": 1,
        "text": "11月20日动火作业未办理作业票",
        "basis": "安全生产法第四十三条",
        "major": True,
        "on_the_spot": False,
        "requirement": "立即停止无票动火，补充完善制度",
        "due": "2026-12-10",
        "fulfilled": "是",
    },
]
SIGNATURES = [
    {
        "role": "检查人员",
        "name": "张三丰",
        "picture": SIGNED,
        "refused": "",
        "at": "11月26日 11:20",
    },
    {"role": "企业负责人", "name": "王建国", "picture": "", "refused": "称须请示", "at": ""},
]
BASE = {"unit": UNIT, "visit": VISIT, "officers": OFFICERS}
APPROVED = {"approver": "赵局长", "approved": "2026-11-25"}

SAMPLES: dict[Kind, dict[str, Any]] = {
    Kind.APPROVAL: BASE | APPROVED | {"cause": "年度抽查计划第3项", "applicant": "张三丰"},
    Kind.NOTICE: BASE,
    Kind.SCHEME: BASE | APPROVED | {"questions": QUESTIONS, "experts": ""},
    Kind.CHECKLIST: BASE | {"questions": QUESTIONS},
    Kind.RECORD: BASE
    | {
        "questions": QUESTIONS,
        "place": "动力车间",
        "person": "王建国",
        "post": "厂长",
        "phone": "13900000000",
        "start": "2026-11-26T09:05:00",
        "end": "2026-11-26T11:30:00",
        "identity": "已出示",
        "recusal_told": "已告知",
        "recusal_asked": "是",
        "recusals": [
            {
                "officer": "李四维",
                "certificate": "示执法20260042",
                "reason": "其配偶在我公司的竞争对手任职",
                "person": "王建国",
                "at": "2026-11-26 09:10",
                "decision": "驳回申请",
                "grounds": "经核实，其配偶已于2020年离职",
                "by": "赵局长",
                "decided": "2026-11-26 09:40",
                "successor": "",
            },
        ],
        "situation": "现场检查了动力车间和台账。\n企业主要负责人在场。",
        "statement": "认可检查结果。",
        "conforming": 1,
        "result": "发现问题已责令改正",
        "disposal": "责令改正",
        "problems": PROBLEMS,
        "signatures": SIGNATURES,
        "photos": 2,
        "digest": "0f" * 32,
    },
    Kind.ORDER: BASE
    | {
        "day": "2026-11-26",
        "problems": PROBLEMS,
        "received_by": "王建国",
        "review_by": "示范市人民政府",
    },
    Kind.RECHECK: BASE
    | {
        "order": "（示应急）责改〔2026〕1号",
        "ordered": "2026-11-26",
        "day": "2026-12-11",
        "problems": PROBLEMS,
        "opinion": "整改已全部完成，同意销号。",
    },
    Kind.REPORT: BASE
    | {
        "time": "2026年11月26日9时05分至11时30分。",
        "content": "1. 全员安全生产责任制\n2. 动火作业审批",
        "record": "现场检查了动力车间。",
        "evaluation": "共检查2项，1项合格，1项不合格。",
        "advice": "责令限期整改，按期复查。",
        "author": "张三丰",
    },
    Kind.SUMMARY: {
        "task": "990100-2026-001",
        "title": "关于危险化学品企业抽查情况的汇总报告",
        "text": "抽取8户，检查7户，1户已停产。",
        "figures": [{"name": "抽取（户）", "value": 8}, {"name": "已检查（户）", "value": 7}],
        "author": "钱科员",
    },
    Kind.CIRCULAR: {
        "task": "990100-2026-001",
        "title": "关于危险化学品企业抽查情况的通报",
        "addressees": "各县（市、区）应急管理局，机关各科室",
        "overview": "抽取8户，检查7户。",
        "findings": "1. 动火作业未办理作业票（重大隐患）\n2. 培训记录缺失",
        "common": "动火作业审批：3户",
        "demands": "各单位举一反三，立即整改。",
    },
    Kind.RESULT_TABLE: {
        "task": "990100-2026-001",
        "title": "危险化学品企业安全生产条件抽查",
        "rows": [
            {
                "name": UNIT["name"],
                "code": UNIT["code"],
                "item": VISIT["item"],
                "day": "2026-11-26",
                "result": "发现问题已责令改正",
                "disposal": "责令改正",
                "state": "已整改",
            }
        ],
    },
    Kind.SESSION_MINUTES: {
        "title": "四季度公开摇号会",
        "held_at": "2026-11-29T09:30:00+08:00",
        "place": "三楼会议室",
        "opened_by": "钱科员",
        "closed_at": "",
        "draws": [
            {
                "position": 1,
                "number": "990100-2026-001",
                "title": "危险化学品企业抽查",
                "state": "已抽签封存",
                "rows": 40,
                "root": "cc" * 32,
                "root_words": "太阳、河流",
                "seal": "dd" * 32,
                "seal_words": "苹果、书包",
                "level": "取决于公开来源",
            }
        ],
        "witnesses": [
            {"seat": 1, "name": "郭晓燕", "office": "派驻纪检监察组", "remark": "09:31 入席"}
        ],
        "deeds": [
            {
                "seat": 1,
                "name": "郭晓燕",
                "draw": "990100-2026-001",
                "words": "核对：一致",
                "digest": "cc" * 32,
                "at": "11-29 09:40:00",
            }
        ],
        "objections": [
            {
                "seat": 1,
                "name": "郭晓燕",
                "at": "2026-11-29 09:45",
                "on": "对会议",
                "text": "看不清屏幕",
                "answer": "尚未答复",
            }
        ],
        "signatures": [{"role": "主持", "name": "钱科员", "picture": "", "refused": "", "at": ""}],
    },
}
