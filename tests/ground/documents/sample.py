"""One believable draw record; every name in it is invented."""

from datetime import UTC, datetime
from hashlib import sha256

from yaohao.ground.documents import DrawRecord

CREATED = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)

SIGNATURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 240" width="600" height="240">'
    '<polyline points="20,120 200,40 400,200" fill="none" stroke="#000" stroke-width="4"/></svg>'
)


def digest(word: str) -> str:
    return sha256(word.encode()).hexdigest()


def sealed(**changes: object) -> DrawRecord:
    """A real draw whose result is still sealed."""
    record = {
        "number": "140700-2026-017",
        "attempt": 1,
        "title": "2026年第四季度非煤矿山和危险化学品企业安全生产抽查",
        "bureau": "晋中市应急管理局",
        "type": "directed",
        "filter": "行业领域为非煤矿山或危险化学品，且状态为在营",
        "plan": {
            "line": "2026年度双随机抽查工作计划 第17项",
            "item": "危险化学品企业安全生产条件检查（AJ-012）",
            "cycle": "2026",
            "region": "140700 晋中市",
            "start": "2026-12-01",
            "end": "2026-12-18",
        },
        "strata": [
            {"code": "FM-A", "name": "非煤矿山 · 一般风险", "base": 214, "share": "5%", "k": 11},
            {"code": "WH-B", "name": "危化品 · 较大风险", "base": 87, "share": "12.5%", "k": 11},
            {"code": "WH-S", "name": "危化品 · 重大危险源", "base": 6, "share": "定3户", "k": 3},
        ],
        "past": 3,
        "reasons": [
            {"code": "CEASED", "text": "已注销或者吊销", "count": 9},
            {"code": "SUSPENDED", "text": "依法停产停业，公告有据", "count": 4},
        ],
        "pool": {"rows": 320, "root": digest("pool")},
        "announcement": digest("announcement"),
        "commitment": digest("commitment"),
        "sources": [
            {
                "name": "见证人数字",
                "value": "01000000063731343936320100000006333038",
                "note": "两人各自写在纸上，封存后同时公开",
            },
            {
                "name": "公开掷骰（十面，39次）",
                "value": "730582914460137926508412397650218843917",
                "note": "两人分别录入一致",
            },
        ],
        "randomness": digest("randomness"),
        "sealed_root": digest("sealed"),
        "key": "",
        "verifier": digest("verifier"),
        "assurance": (
            "随机数由见证人数字和公开掷骰共同产生，"
            "名录库和密钥承诺在掷骰之前已经固定并公开，任何一方单独都不能左右结果。"
        ),
        "exercise": False,
        "roles": ["主检", "协检"],
        "teams": None,
        "times": [
            {"act": "公告", "time": "2026年11月20日 09:12:40（北京时间）"},
            {"act": "冻结名录库", "time": "2026年11月20日 10:03:05（北京时间）"},
            {"act": "掷骰并抽签", "time": "2026年11月23日 16:28:11（北京时间）"},
            {"act": "封存", "time": "2026年11月23日 16:30:00（北京时间）"},
        ],
        "log": {"name": "yaohao.local/140700", "size": 1286, "root": digest("log")},
        "witnesses": [
            {
                "seat": 1,
                "name": "郭晓燕",
                "office": "市纪委监委派驻纪检监察组 四级调研员",
                "compared": "核对名录：一致（3f2a9c01，太阳、河流、苹果、书包）",
                "signature": SIGNATURE,
                "signed": "2026-11-23",
            },
            {
                "seat": 2,
                "name": "𫖯 文",
                "office": "市民代表（榆次区）",
                "compared": "",
                "signature": "",
                "signed": "",
            },
        ],
        "objections": [
            {"seat": 2, "name": "𫖯 文", "text": "掷骰时看不清大屏幕。", "answer": "已重报读数。"}
        ],
        "operators": [
            {"name": "武建平", "office": "法规科 科长"},
            {"name": "吕 芳", "office": "法规科 科员"},
        ],
        "portal_url": "https://yingji.example/draws/140700-2026-017",
    }
    return record | changes  # type: ignore[return-value]


def revealed(teams: int = 25) -> DrawRecord:
    """The same draw after its reveal, with long names in the table."""
    rows = [
        {
            "id": f"91140700MA0K{number:05}X",
            "name": "山西晋中某某精细化工有限责任公司榆次分公司"
            if number % 4 == 0
            else f"晋中市恒达化工{number}厂",
            "stratum": ("FM-A", "WH-B", "WH-S")[number % 3],
            "officers": ["武建平", "郝志强"],
        }
        for number in range(1, teams + 1)
    ]
    return sealed(teams=rows, key=digest("key"))
