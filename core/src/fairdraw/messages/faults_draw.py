"""Faults of pool, lists, randomness, draw, seal and door proof (English, Chinese)."""

DRAW_FAULTS: dict[str, tuple[str, str]] = {
    "commitment-mismatch": (
        "this key is not the one committed to in the announcement",
        "这不是公告中承诺的密钥",
    ),
    "row-syntax": (
        "not a row: {line}; an id has 1 to 23 of 0-9 A-Z, stratum and reason 1 to 16 of "
        "0-9 A-Z _ -, all half-width",
        "不是合格的行：{line}；编号为 1–23 位半角数字或大写字母，"
        "层与理由为 1–16 位半角 0-9 A-Z _ -",
    ),
    "row-duplicate": ("the id {id} is there twice", "编号 {id} 重复"),
    "row-order": ("rows are not in ascending order of id, at {id}", "行未按编号升序，在 {id} 处"),
    "pool-stratum": (
        "{id} stands in the stratum {code}, which was not announced",
        "{id} 所在的层 {code} 未曾公告",
    ),
    "pool-reason": (
        "{id} is excluded by the reason {code}, which was not announced",
        "{id} 的排除理由 {code} 未曾公告",
    ),
    "pool-count": (
        "the count is {found}, the frozen one {expected}: rows were added, removed or changed",
        "数目为 {found}，冻结时为 {expected}：有行被增加、删除或改动",
    ),
    "pool-root": (
        "these rows are not the frozen ones: a row was changed, or the list belongs to another key",
        "这不是冻结时的名单：有行被改动，或密钥不对",
    ),
    "table-syntax": ("not a line of this list: {line}", "不是该清单的格式：{line}"),
    "table-order": ("the lines are not in ascending order: {line}", "行未按升序排列：{line}"),
    "table-twice": ("the line is there twice: {line}", "行重复：{line}"),
    "table-not-empty": (
        "a draw without roles has no officers; leave the list empty",
        "不抽人员的抽签不得附人员清单",
    ),
    "list-root": (
        "this list is not the one bound before the randomness: a line was changed",
        "这不是随机数产生前绑定的清单：有行被改动",
    ),
    "officer-twice": ("the certificate {certificate} is there twice", "证号 {certificate} 重复"),
    "officer-not-valid": (
        "the certificate {certificate} ({valid_from} to {valid_to}) is not valid on {day}, the "
        "last day of the visits",
        "证件 {certificate}（{valid_from} 至 {valid_to}）在检查最后一天 {day} 无效",
    ),
    "caps-officers": (
        "there must be exactly one cap for each officer: {certificate}",
        "每名人员须恰有一个上限：{certificate}",
    ),
    "cap-high": (
        "the cap {cap} of {certificate} is over the announced {most}",
        "{certificate} 的上限 {cap} 超过公告的 {most}",
    ),
    "cap-missing": ("no cap is given for {certificate}", "没有给出 {certificate} 的上限"),
    "edge-officer": (
        "{certificate} is not in the list of officers",
        "{certificate} 不在人员清单中",
    ),
    "edge-role": ("the role {role} was not announced", "角色 {role} 未曾公告"),
    "edge-row": (
        "{id} is not a row of the pool that may be drawn",
        "{id} 不是名单中可抽的行",
    ),
    "edge-rung": ("the relaxation {rung} was not announced", "放宽级别 {rung} 未曾公告"),
    "cell-missing": ("{id} has no cell", "{id} 没有所属单元"),
    "cell-twice": ("{id} has two cells", "{id} 有两个单元"),
    "skip-row": (
        "{id} is passed over, but is not a row of the pool that may be drawn",
        "跳过的 {id} 不是名单中可抽的行",
    ),
    "skip-twice": ("{id} is passed over twice", "{id} 被跳过两次"),
    "skip-unannounced": (
        "{id} is passed over as drawn in this cycle, but no such rule was announced",
        "{id} 因本周期已抽而跳过，但公告中没有这条规则",
    ),
    "witness-number": (
        "a witness's number has 1 to 64 digits 0-9, its nonce 32 bytes",
        "见证人的数为 1–64 位半角数字，随机串为 32 字节",
    ),
    "commit-unannounced": (
        "witnesses committed to numbers, but are not announced as a source",
        "有见证人的承诺，但公告的随机来源中没有见证人",
    ),
    "opening-unknown": (
        "it opens a commitment that the round does not list: {commit}",
        "所开启的承诺不在本轮之列：{commit}",
    ),
    "opening-mismatch": (
        "the number of {name} is not the one committed to",
        "{name} 开启的数与承诺不符",
    ),
    "opening-late": (
        "it was opened after '{source}' was known; it may only count as unopened",
        "它在“{source}”已知之后才开启，只能按未开启处理",
    ),
    "opening-second": ("it was opened twice", "重复开启"),
    "source-unannounced": (
        "this source of randomness was not announced",
        "该随机来源未曾公告",
    ),
    "source-second": ("this source stands twice", "该随机来源出现两次"),
    "source-missing": (
        "the announced source '{source}' is missing",
        "缺少公告的随机来源“{source}”",
    ),
    "source-late": (
        "this source was logged after the {source}",
        "该随机来源在封存（{source}）之后才记入日志",
    ),
    "margin-short": (
        "known less than the announced {margin} seconds after the entry it serves",
        "距所服务的条目不足公告的 {margin} 秒即可得知",
    ),
    "dice-people": (
        "two different people must type the dice; one person cannot sign twice",
        "骰子点数须由两个不同的人录入，一人不能签两次",
    ),
    "dice-count": (
        "{found} throws, but {expected} were announced",
        "投掷 {found} 次，公告为 {expected} 次",
    ),
    "dice-face": ("only the faces {faces} can be thrown", "点数只能是 {faces}"),
    "randomness-mismatch": (
        "the seal names other randomness than its sources give",
        "封存条目中的随机数与其来源不符",
    ),
    "not-staffable": (
        "the drawn enterprises cannot all be given teams: {why}",
        "无法为全部抽中对象配齐人员：{why}",
    ),
    "sealed-syntax": ("not a line of the sealed list", "不是封存清单的格式"),
    "sealed-quota": (
        "stratum {stratum}: {found} drawn, but the rule gives {expected}",
        "层 {stratum}：抽了 {found} 户，按规则应为 {expected} 户",
    ),
    "sealed-row": (
        "{found} stands where {expected} was drawn",
        "此处应为抽中的 {expected}，却是 {found}",
    ),
    "sealed-order": ("the lines are not in the order of the tickets", "行未按票号次序"),
    "sealed-lines": (
        "{found} lines, but the draw gives {expected}",
        "有 {found} 行，应为 {expected} 行",
    ),
    "sealed-stratum": (
        "{id} stands in stratum {found}, frozen in {expected}",
        "{id} 列在层 {found}，冻结时在 {expected}",
    ),
    "sealed-ticket": (
        "the ticket of {id} is {found}, the draw gives {expected}",
        "{id} 的票号为 {found}，应为 {expected}",
    ),
    "sealed-team": (
        "the team of {id} is '{found}', the draw gives '{expected}'",
        "{id} 的人员为“{found}”，应为“{expected}”",
    ),
    "sealed-threshold": (
        "the threshold of stratum {stratum} is not the one the draw gives",
        "层 {stratum} 的门槛与抽签结果不符",
    ),
    "sealed-ladder": (
        "the rung used or the visits deferred are not those the draw gives",
        "放宽级别或暂缓配员的对象与抽签结果不符",
    ),
    "seal-root": (
        "the sealed list is not the one whose root was sealed",
        "封存清单与当时封存的根不符",
    ),
    "door-syntax": ("this is not a door proof of 12 sections", "不是由 12 段组成的上门凭证"),
    "door-canonical": (
        "the same proof would be written differently: something was added or changed",
        "同一凭证的写法应不同：有内容被增加或改动",
    ),
    "door-kind": (
        "an entry '{kind}' where '{expected}' belongs",
        "应为“{expected}”条目，却是“{kind}”",
    ),
    "path-log": (
        "the entry is not in the log: its path leads to another root",
        "该条目不在日志中：路径得出的根不符",
    ),
    "door-link": (
        "the entries do not belong to one draw",
        "这些条目不属于同一次抽签",
    ),
    "path-pool": (
        "this row is not in the frozen list: its path leads to another root",
        "该行不在冻结名单中：路径得出的根不符",
    ),
    "door-excluded": ("{id} could not be drawn: {reason}", "{id} 不可抽：{reason}"),
    "path-seal": (
        "the line is not in the sealed list: its path leads to another root",
        "该行不在封存清单中：路径得出的根不符",
    ),
    "door-visit": ("the sealed line is that of {id}", "封存行属于另一对象 {id}"),
    "door-team": (
        "the team does not have the announced roles: {roles}",
        "人员与公告的角色不符：{roles}",
    ),
    "door-ticket": (
        "the ticket is {found}, the row's salt gives {expected}",
        "票号为 {found}，按本行应为 {expected}",
    ),
    "door-threshold": ("the threshold is that of stratum {stratum}", "门槛属于另一层 {stratum}"),
    "door-above": (
        "the ticket {ticket} lies above the threshold {limit}: not drawn",
        "票号 {ticket} 高于门槛 {limit}：未抽中",
    ),
    "id-syntax": (
        "'{id}' is not an id: 1 to 23 of 0-9 A-Z, half-width",
        "“{id}”不是编号：1–23 位半角数字或大写字母",
    ),
}
