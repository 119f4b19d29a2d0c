"""The answer in a plain sentence, Chinese or English."""

from collections.abc import Mapping, Sequence

from fairdraw.feasibility.model import Cut, NotProven, Proven, Refused, Result

_SHOWN = 20


def words(result: Result, lang: str, names: Mapping[str, str] | None = None) -> str:
    """Return the result as sentences in `zh` or `en`.

    `names` gives words for certificates, cells and roles; what it lacks appears as it is. Of long
    lists the first 20 are named. `KeyError` for another language.
    """
    languages: dict[str, type[_Chinese] | type[_English]] = {"zh": _Chinese, "en": _English}
    speak = languages[lang](names or {})
    if isinstance(result, Proven):
        return speak.proven(result)
    if isinstance(result, Refused):
        return speak.refused(result)
    return speak.not_proven(result)


class _Chinese:
    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def proven(self, result: Proven) -> str:
        how = {"reservation": "按每个单元的最多家数预留人员", "vertices": "逐一核对全部极端结果"}
        return f"已证明：无论抽中哪些企业，检查人员都派得出（{how[result.how]}）。"

    def refused(self, result: Refused) -> str:
        drawn = self._list([f"“{self._name(c)}”{n}家" for c, n in result.outcome if n], "处")
        return f"人员不够：若抽中{drawn}，则{self._cut(result.cut)}{self._simulated(result)}"

    def not_proven(self, result: NotProven) -> str:
        return (
            "未能证明每种结果都派得出人员。若各单元同时抽到其最多家数（实际不一定会出现），"
            f"则{self._cut(result.cut)}{self._simulated(result)}"
        )

    def _cut(self, cut: Cut) -> str:
        places = self._list(
            [
                f"“{self._name(p.cell)}”{p.visits}家的{'、'.join(map(self._name, p.roles))}"
                for p in cut.places
            ],
            "处",
        )
        who = self._list([self._name(c) for c in cut.officers], "人")
        others = f"，同组其他人员至多再承担{cut.others}人次" if cut.others else ""
        if not cut.officers:
            rest = others.removeprefix("，") if cut.others else "无人可派"
            return f"{places}共需{cut.needed}人次，{rest}，缺{cut.missing}人次。"
        return (
            f"{places}共需{cut.needed}人次，只能依靠{who}，合计至多{cut.room}人次{others}，"
            f"缺{cut.missing}人次。"
        )

    def _simulated(self, result: Refused | NotProven) -> str:
        return f"模拟抽取{result.simulations}次，其中{result.failures}次派不出人员。"

    def _name(self, key: str) -> str:
        return self._names.get(key, key)

    def _list(self, items: Sequence[str], unit: str) -> str:
        more = f"等{len(items)}{unit}" if len(items) > _SHOWN else ""
        return "、".join(items[:_SHOWN]) + more


class _English:
    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def proven(self, result: Proven) -> str:
        how = {
            "reservation": "people suffice even if every cell were drawn to its limit",
            "vertices": "every extreme outcome was checked",
        }
        return f"Proven: whatever is drawn, teams can be formed ({how[result.how]})."

    def refused(self, result: Refused) -> str:
        drawn = self._list([f"{n} of “{self._name(c)}”" for c, n in result.outcome if n])
        return (
            f"Not enough people: if {drawn} are drawn, {self._cut(result.cut)} "
            f"{self._simulated(result)}"
        )

    def not_proven(self, result: NotProven) -> str:
        return (
            "Not proven that every outcome can be staffed. If every cell were drawn to its limit "
            f"at once (which need not be possible), {self._cut(result.cut)} "
            f"{self._simulated(result)}"
        )

    def _cut(self, cut: Cut) -> str:
        places = self._list(
            [
                f"{' and '.join(map(self._name, p.roles))} at {p.visits} of “{self._name(p.cell)}”"
                for p in cut.places
            ]
        )
        who = self._list([self._name(c) for c in cut.officers])
        parts = [f"{who}, who can take {cut.room} in all"] if cut.officers else []
        if cut.others:
            parts.append(f"colleagues in the same teams, who can take {cut.others} at most")
        depend = "; and on ".join(parts) or "nobody at all"
        return f"{cut.needed} places ({places}) depend on {depend}: {cut.missing} stay empty."

    def _simulated(self, result: Refused | NotProven) -> str:
        return f"Of {result.simulations} simulated draws {result.failures} could not be staffed."

    def _name(self, key: str) -> str:
        return self._names.get(key, key)

    def _list(self, items: Sequence[str]) -> str:
        more = f" and {len(items) - _SHOWN} more" if len(items) > _SHOWN else ""
        return ", ".join(items[:_SHOWN]) + more
