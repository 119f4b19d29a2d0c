"""Titles of checks, notes, outcomes and reasons (English, Chinese)."""

Pair = tuple[str, str]

CHECKS: dict[str, tuple[Pair, Pair]] = {
    "container": (
        ("the file is a canonical record", "文件是规范的记录"),
        ("{bytes} bytes, SHA-256 {digest}", "{bytes} 字节，SHA-256 {digest}"),
    ),
    "entries": (
        ("every entry of the log is well formed", "日志每一条都合格式"),
        ("{entries} entries", "{entries} 条"),
    ),
    "acts": (
        ("one announcement, one pool, one round, one seal, in order",
         "公告、名单、轮次、封存各一，次序正确"),
        ("draw {draw}, attempt {attempt}", "抽签 {draw}，第 {attempt} 次"),
    ),
    "announcement": (
        ("the announcement allows a draw and two people signed it", "公告合规，由两人签署"),
        ("{by}", "{by}"),
    ),
    "parallel": (
        ("no parallel draw of the same plan line", "同一计划项没有平行抽签"),
        ("attempt {attempt}", "第 {attempt} 次"),
    ),
    "key": (
        ("the revealed key is the one committed to", "揭示的密钥就是公告时承诺的"),
        ("commitment {commitment}", "承诺 {commitment}"),
    ),
    "pool": (
        ("the rows are the frozen ones", "名单与冻结时一致"),
        ("{rows} rows, root {root}", "{rows} 行，根 {root}"),
    ),
    "binding": (
        ("the round bound everything before its randomness", "随机数产生前一切已绑定"),
        ("{commits} commitments, log {log}", "{commits} 个承诺，日志 {log}"),
    ),
    "lists": (
        (
            "officers, edges, caps and skips are the bound ones",
            "人员、资格、上限、跳过清单与绑定时一致",
        ),
        ("{officers} officers, {skips} rows passed over", "{officers} 名人员，跳过 {skips} 行"),
    ),
    "randomness": (
        ("the randomness comes from the announced sources", "随机数出自公告的来源"),
        ("{sources}; numbers opened: {opened}", "{sources}；开启的数：{opened}"),
    ),
    "draw": (
        ("quotas, tickets, thresholds and teams are recomputed and equal",
         "配额、票号、门槛、人员重新计算一致"),
        ("{drawn} drawn, seed {seed}", "抽中 {drawn} 户，种子 {seed}"),
    ),
    "seal": (
        ("the result is the one sealed at the draw", "结果就是当时封存的"),
        ("root {root}", "根 {root}"),
    ),
    "openings": (
        ("every opened position was drawn", "开启的每一位都在抽中之列"),
        ("{opened} opened", "开启 {opened} 位"),
    ),
    "head": (
        ("the log leads to the published head", "日志与公布的日志头一致"),
        ("{head}", "{head}"),
    ),
    "door": (
        ("the file is a canonical door proof", "文件是规范的上门凭证"),
        ("{bytes} bytes, SHA-256 {digest}", "{bytes} 字节，SHA-256 {digest}"),
    ),
    "door-log": (
        ("the four entries are in the log", "四个条目都在日志中"),
        ("{size} entries, root {root}", "{size} 条，根 {root}"),
    ),
    "door-acts": (
        ("the four entries belong to one draw", "四个条目属于同一次抽签"),
        ("frozen {time}", "冻结于 {time}"),
    ),
    "door-row": (
        ("this enterprise was in the frozen list", "该对象在冻结名单中"),
        ("{id}, one of {rows} rows", "{id}，名单共 {rows} 行"),
    ),
    "door-sealed": (
        ("this enterprise and this team are in the sealed list", "该对象与这些人员在封存清单中"),
        ("position {position}; {team}", "第 {position} 位；{team}"),
    ),
    "door-ticket": (
        ("its ticket is not above the sealed threshold", "其票号不高于封存的门槛"),
        ("ticket {ticket}, threshold {limit}", "票号 {ticket}，门槛 {limit}"),
    ),
}  # fmt: skip
"""Check code to its title and to what a passed check found."""

NOTES: dict[str, Pair] = {
    "exercise": (
        "EXERCISE: this draw is not a real one.",
        "演练：这不是正式抽签。",
    ),
    "steer-dice": (
        "Its last source is public dice ({source}): nobody could know the result before they were "
        "thrown, provided the dice were thrown as recorded.",
        "最后的随机来源是公开掷骰（{source}）：只要点数如实记录，掷骰之前无人能知结果。",
    ),
    "steer-operator": (
        "Trust the operator: with the sources {sources} alone, the operator could have steered it.",
        "须信任组织者：仅凭 {sources}，组织者本可左右结果。",
    ),
    "no-witness-policy": (
        "No outside witness cosigned the log: compare its head with what was published.",
        "日志没有外部见证联署：请把日志头与公布的比对。",
    ),
    "other-verifier": (
        "The announcement names the verifier {announced}; this one is {mine}.",
        "公告指定的验证程序为 {announced}，本程序为 {mine}。",
    ),
    "unopened": (
        "{missing} of {commits} witnesses did not open their number; the commitment stands in.",
        "{commits} 名见证人中有 {missing} 名未开启，以承诺代入。",
    ),
    "skips-unchecked": (
        "{skips} rows passed over: taken from the committed list, origin not checked.",
        "跳过 {skips} 行：取自已绑定的清单，来源未核对。",
    ),
    "reveal-late": (
        "Revealed after the announced deadline {deadline}.",
        "揭示晚于公告的期限 {deadline}。",
    ),
    "head": (
        "Compare the head of the log with the published one: {size} {root}",
        "请把日志头与公布的比对：{size} {root}",
    ),
    "door-later": (
        "That the randomness came from its sources and nobody lower was left out is proved at the "
        "reveal, due by {deadline}.",
        "随机数的来源、有无更小的票号被漏，待揭示后证明，期限 {deadline}。",
    ),
    "not-shown": (
        "Not shown by any proof: that the register was complete, and that nobody talked.",
        "任何证明都不能表明：名录完整无缺、无人走漏消息。",
    ),
}

OUTCOMES: dict[str, Pair] = {
    "proved": ("PROVED", "验证通过"),
    "proved-own": (
        "PROVED, but parallel draws were not checked: the log before this draw is not in the file",
        "验证通过，但未核对平行抽签：文件不含此前的日志",
    ),
    "refused": ("REFUSED", "验证不通过"),
}

WHY: dict[str, Pair] = {
    "drawn": (
        "{id} was drawn: position {position}, stratum {stratum}, ticket {ticket}; team: {team}",
        "{id} 抽中：第 {position} 位，层 {stratum}，票号 {ticket}；人员：{team}",
    ),
    "above": (
        "{id} was not drawn: its ticket {ticket} lies above the threshold {limit} of stratum "
        "{stratum} ({drawn} drawn)",
        "{id} 未抽中：票号 {ticket} 高于层 {stratum} 的门槛 {limit}（抽 {drawn} 户）",
    ),
    "reason": (
        "{id} could not be drawn for a public reason: {reason} {text}",
        "{id} 因公开的理由不参加抽签：{reason} {text}",
    ),
    "skip": (
        "{id} was passed over by the rule announced: {word} (cycle: already drawn in this cycle)",
        "{id} 按公告的规则跳过：{word}（cycle 即本周期已抽过）",
    ),
    "absent": (
        "{id} is not in the frozen list: between its neighbours {before} and {after} there is none",
        "{id} 不在冻结名单中：相邻的 {before} 与 {after} 之间没有它",
    ),
}
