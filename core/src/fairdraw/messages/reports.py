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
        ("one announcement, one pool, each round once, in order",
         "公告、名单各一，每轮只有一次，次序正确"),
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
        ("each round bound everything before its randomness", "随机数产生前一切已绑定"),
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
        ("{drawn} drawn in {rounds} rounds, seed {seed}",
         "{rounds} 轮共抽中 {drawn} 户，种子 {seed}"),
    ),
    "origins": (
        ("rows passed over were drawn elsewhere", "跳过的行确为别次抽中"),
        ("{skips} rows, {after} earlier draws", "{skips} 行，{after} 次先行抽签"),
    ),
    "cosigned": (
        ("witnesses cosigned in time, as the policy asks", "见证按规定及时联署"),
        ("{entries} entries; {policy}", "{entries} 条；{policy}"),
    ),
    "seal": (
        ("the result is the one sealed at the draw", "结果就是当时封存的"),
        ("root {root}", "根 {root}"),
    ),
    "openings": (
        ("every opened position was drawn", "开启的每一位都在抽中之列"),
        ("{opened} opened", "开启 {opened} 位"),
    ),
    "events": (
        ("every event is allowed where it stands", "每个事件均合规定"),
        ("{events} events", "{events} 个事件"),
    ),
    "substitutes": (
        ("every substitute was drawn", "每名替补均由抽签产生"),
        ("{substitutes} substitutes", "{substitutes} 名替补"),
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
    "other-verifier": (
        "The announcement names the verifier {announced}; this one is {mine}.",
        "公告指定的验证程序为 {announced}，本程序为 {mine}。",
    ),
    "shares": (
        "The key was shared among {holders}: any two of them can reveal it, and could know the "
        "result early.",
        "密钥由 {holders} 分存：任意两人可合力揭示，也可能提前得知结果。",
    ),
    "aliases": (
        "{groups} groups of rows look like one firm each: {shown}",
        "有 {groups} 组行看似同一企业：{shown}",
    ),
    "origins-unchecked": (
        "{rows} rows passed over for what cannot be checked from this file.",
        "有 {rows} 行的跳过来源无法凭本文件核对。",
    ),
    "cycle-unnamed": (
        "{rounds} earlier sealed rounds of the same cycle and item are in the log, but no row is "
        "passed over for them: look whether they share rows.",
        "日志中有同一周期、同一事项此前已封存的 {rounds} 轮，本次没有因之跳过任何行："
        "请查其有无相同的行。",
    ),
    "failed-source": (
        "The source {source} failed; what was announced for that case stood in.",
        "来源 {source} 失效，按公告由替代来源代入。",
    ),
    "deferred": (
        "{visits} visits have no team: not even the last relaxation could staff them.",
        "{visits} 户没有人员：放宽到最后一级仍配不齐。",
    ),
    "unopened-visits": (
        "{visits} visits were neither opened to the enterprise nor void when the key was revealed.",
        "揭示时有 {visits} 户既未开启也未作废。",
    ),
    "substitute-open": (
        "{count} substitutes were asked for and never drawn.",
        "有 {count} 次替补提出后未抽。",
    ),
    "aborted-before": (
        "ABORTED before its randomness was known ({cause}): nobody could know what it would give.",
        "随机数产生之前中止（{cause}）：无人能知其结果。",
    ),
    "aborted-after": (
        "ABORTED after its randomness was known ({cause}): it would have drawn {drawn}.",
        "随机数产生之后中止（{cause}）：本应抽中 {drawn} 户。",
    ),
    "attempt-before": (
        "Attempt {attempt} was broken off before its randomness was known.",
        "第 {attempt} 次在随机数产生之前中止。",
    ),
    "attempt-after": (
        "Attempt {attempt} was broken off AFTER its randomness was known: see what it avoided.",
        "第 {attempt} 次在随机数产生之后中止：请看它避开了什么。",
    ),
    "unopened": (
        "{missing} of {commits} witnesses did not open their number; the commitment stands in.",
        "{commits} 名见证人中有 {missing} 名未开启，以承诺代入。",
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

LEVELS: dict[str, Pair] = {
    "exercise": (
        "Assurance: exercise. Whoever ran it could have steered it.",
        "可信等级：演练。组织者可左右结果。",
    ),
    "operator": (
        "Assurance: trust the operator, who alone could have steered it.",
        "可信等级：须信任组织者，组织者一方即可左右结果。",
    ),
    "hall": (
        "Assurance: the hall. Those who threw and typed the dice together could have steered it; "
        "and whoever could date the log back, unless its head was published before.",
        "可信等级：现场。共同掷骰并录入的人可左右结果；"
        "日志头若未事先公布，能倒填日志的人也可左右。",
    ),
    "source": (
        "Assurance: a public source. Only who could date the log back could have steered it, "
        "unless its head was published before.",
        "可信等级：公共来源。日志头若未事先公布，只有能倒填日志的人可左右结果。",
    ),
    "cosigned": (
        "Assurance: cosigned. Nobody could have steered it, unless as many witnesses as make a "
        "quorum joined in, and for dice those who threw and typed.",
        "可信等级：联署。除非达到法定人数的见证合谋（用骰子时还须掷骰录入者参与），无人可左右结果。",
    ),
}
"""Level of assurance to who could have steered the draw."""

OUTCOMES: dict[str, Pair] = {
    "proved": ("PROVED", "验证通过"),
    "proved-partly": (
        "PROVED, but what is marked [--] could not be checked from this file",
        "验证通过，但标有 [--] 的各项无法凭本文件核对",
    ),
    "aborted": (
        "ABORTED: the draw was broken off and counts for nothing",
        "已中止：本次抽签作废，不作数",
    ),
    "refused": ("REFUSED", "验证不通过"),
}

WHY: dict[str, Pair] = {
    "drawn": (
        "{id} was drawn: round {round}, position {position}, stratum {stratum}, ticket {ticket}; "
        "team: {team}",
        "{id} 抽中：第 {round} 轮第 {position} 位，层 {stratum}，票号 {ticket}；人员：{team}",
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
        "{id} was passed over by the rule announced: {word} (cycle: already drawn in this cycle; "
        "cap: its last visit of the year is taken; after: drawn in an earlier draw of the "
        "session)",
        "{id} 按公告的规则跳过：{word}"
        "（cycle 本周期已抽过；cap 年度频次已满；after 同场先行抽签已抽中）",
    ),
    "absent": (
        "{id} is not in the frozen list: between its neighbours {before} and {after} there is none",
        "{id} 不在冻结名单中：相邻的 {before} 与 {after} 之间没有它",
    ),
}
