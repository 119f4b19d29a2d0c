"""Faults of rounds, public sources, cosigning, events and substitutes (English, Chinese)."""

ROUND_FAULTS: dict[str, tuple[str, str]] = {
    "reserve-weight": (
        "the reserve round {number} has a weight; write 1",
        "备用轮次 {number} 不分权重，请写 1",
    ),
    "rounds-missing": (
        "{planned} rounds were announced, but only {sealed} sealed before the reveal",
        "公告 {planned} 轮，揭示前只封存 {sealed} 轮",
    ),
    "round-gap": (
        "the rounds must follow each other without gaps: {numbers}",
        "轮次必须连续：{numbers}",
    ),
    "round-after": (
        "the draw {digest} that this round waits for is not in the log in time",
        "本轮所等待的抽签 {digest} 未及时出现在日志中",
    ),
    "abort-second": (
        "the draw was aborted twice; the first is entry {first}",
        "重复中止，第一次是日志第 {first} 条",
    ),
    "abort-log": (
        "the abort does not cover exactly the log before it; expected {expected}",
        "中止条目没有恰好覆盖它之前的日志，应为 {expected}",
    ),
    "attempt-complete": (
        "attempt {attempt} was completed and revealed; it may not be drawn again",
        "第 {attempt} 次抽签已完成并揭示，不得重抽",
    ),
    "fallback-source": (
        "'{value}' cannot stand in: number an announced lottery or dice, and name a public source "
        "that is not announced itself",
        "“{value}”不能替代：须指向公告的彩票或骰子，并改用另一种公开来源",
    ),
    "fresh-missing": (
        "a draw with officers must announce fresh sources for substitutes, one without must not",
        "抽人员的抽签须公告替补用的随机来源，不抽人员的则不得有",
    ),
    "share-holders": (
        "a key is shared among exactly three different holders, numbered 1, 2, 3",
        "密钥分存须恰为三名不同的保管人，编号 1、2、3",
    ),
    "share-combine": (
        "give two different shares of the same key",
        "请给出同一密钥的两个不同份额",
    ),
    "policy-keys": (
        "the witnesses' keys are wrong: a name or a key twice, a damaged key, or a quorum nobody "
        "can reach",
        "见证公钥有误：名称或公钥重复、公钥损坏或法定人数无法达到",
    ),
    "register-root": (
        "the pool does not name the root of a register in the log",
        "名单没有指明日志中的名录根",
    ),
    "source-bound": (
        "these are not the announced sources, each with its issue or round: {found}",
        "所绑定的来源与公告不符（应逐一写明期号或轮号）：{found}",
    ),
    "source-early": (
        "a value cannot be logged before it can be known, {known}",
        "数值不可能早于其公布时间 {known} 记入日志",
    ),
    "drand-signature": (
        "the signature of drand round {number} does not verify; copy it again",
        "drand 第 {number} 轮的签名验证不通过，请重新抄录",
    ),
    "fallback-unannounced": (
        "'{value}' was not announced as what stands in for this source",
        "“{value}”并非公告的替代来源",
    ),
    "failed-late": (
        "'{source}' cannot fail: its value is logged, or it failed before",
        "“{source}”不能再报失效：其数值已记入日志，或已报过失效",
    ),
    "cosign-log": (
        "the cosigned head is not one of this log",
        "联署的日志头不属于本日志",
    ),
    "cosign-signature": (
        "the signature of {name} does not verify",
        "{name} 的签名验证不通过",
    ),
    "cosign-missing": (
        "{found} of {quorum} witnesses cosigned this entry in time",
        "及时联署本条目的见证有 {found} 名，应有 {quorum} 名",
    ),
    "skip-origin": (
        "{id} is passed over for {origin}, which did not draw it",
        "{id} 以 {origin} 为由跳过，但该次抽签并未抽中它",
    ),
    "skip-missing": (
        "{id} was drawn in this cycle, yet it is not passed over",
        "{id} 本周期已被抽中，却没有跳过",
    ),
    "other-root": (
        "these are not the sealed lines of that draw",
        "这不是该次抽签的封存清单",
    ),
    "event-cause": (
        "the cause '{cause}' does not belong to '{what}'; a visit is void only for one of {known}; "
        "EXPIRED only after the last round, and never once it was opened to the enterprise",
        "事由“{cause}”不适用于“{what}”；作废只能因 {known} 之一；EXPIRED 只能在最后一轮之后，"
        "且未向企业开启",
    ),
    "event-order": (
        "position {position} was already inspected or void",
        "第 {position} 位已检查完毕或已作废",
    ),
    "substitute-role": (
        "the role {role} was not announced",
        "角色 {role} 未曾公告",
    ),
    "substitute-second": (
        "a second substitute for the same place; the first is {first}",
        "同一位置重复替补，第一次为 {first}",
    ),
    "substitute-line": (
        "the substitute is not the one the draw gives",
        "替补人员与抽签结果不符",
    ),
}
