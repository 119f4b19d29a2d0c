"""Faults of the container, the entries, the announcement and the acts (English, Chinese)."""

LOG_FAULTS: dict[str, tuple[str, str]] = {
    "hash-unknown": (
        "the hash '{name}' is not known; use sha256 or sm3",
        "不认识散列算法“{name}”，请用 sha256 或 sm3",
    ),
    "csv-columns": (
        "the column {missing} is missing in the first line",
        "首行缺少列 {missing}",
    ),
    "csv-row": (
        "this line has more or fewer cells than the first line, or is not UTF-8 text",
        "该行的格数与首行不符，或不是 UTF-8 文本",
    ),
    "register-line": (
        "'{line}' is not owner, id, reason and attributes, separated by tabs",
        "“{line}”不是以制表符分隔的机关、编号、理由与属性",
    ),
    "register-order": (
        "the line of {id} stands there twice or not in the order of bytes",
        "{id} 一行重复，或未按字节次序排列",
    ),
    "register-other": (
        "these lines have the root {found}; the pool was frozen from {expected}",
        "这些行的根为 {found}，而名单冻结自 {expected}",
    ),
    "register-row": (
        "{id} does not stand in the register with this stratum and this reason",
        "{id} 在名录库中的分层或理由与此不符，或不在名录库中",
    ),
    "register-left-out": (
        "the pool leaves out {count} of the register although it has no filter; the first is {id}",
        "名单未设筛选条件，却漏掉名录库中的 {count} 个，首个为 {id}",
    ),
    "option": ("'{value}' does not have the form {form}", "“{value}”不符合格式 {form}"),
    "frontier": (
        "this is not the saved edge of a log; restore it from the log",
        "这不是日志的边缘存档，请从日志重新计算",
    ),
    "container-magic": (
        "this is neither a draw record nor a door proof",
        "这既不是抽签记录，也不是上门凭证",
    ),
    "container-truncated": (
        "the file ends too early; fetch it again",
        "文件不完整，请重新下载",
    ),
    "container-compressed": (
        "the member is compressed; a record is stored as it is, and nothing was expanded",
        "成员经过压缩；记录必须原样存放，程序没有解压任何内容",
    ),
    "container-header": (
        "the header of the member is not the one a record has",
        "成员的文件头与规定不符",
    ),
    "container-name": ("a member has a name that is not allowed", "成员名不合规定"),
    "container-twice": ("the member is there twice", "成员重复"),
    "container-checksum": (
        "the content does not match its checksum; the file was damaged or changed",
        "内容与校验和不符，文件已损坏或被改动",
    ),
    "container-directory": (
        "the directory at the end is not the one these members have",
        "文件末尾的目录与成员不符",
    ),
    "container-slack": (
        "there are bytes after the end of the record",
        "记录末尾之后还有多余的字节",
    ),
    "record-members": (
        "missing, additional or misplaced member; expected: {expected}",
        "成员缺少、多余或次序不对；应为：{expected}",
    ),
    "log-framing": (
        "after entry {entry} the empty line between entries is missing or one too many",
        "第 {entry} 条之后的空行缺少或多余",
    ),
    "log-empty": ("there is no entry", "没有任何条目"),
    "entry-long": ("the entry is longer than {most} bytes", "条目超过 {most} 字节"),
    "entry-utf8": ("byte {offset} is not UTF-8", "第 {offset} 字节不是 UTF-8"),
    "entry-syntax": ("this is not a line of an entry: {line}", "不是条目的格式：{line}"),
    "entry-text": (
        "the value is empty, not in NFC, has an outer space or an invisible or unknown "
        "character: {value}",
        "值为空、不是 NFC 形式、首尾有空格或含不可见、未定的字符：{value}",
    ),
    "entry-key": (
        "the key '{key}' is missing, misplaced, unknown or there too often",
        "键“{key}”缺少、次序不对、未知或过多",
    ),
    "entry-value": (
        "the value '{value}' does not have the form '{form}'",
        "值“{value}”不符合格式“{form}”",
    ),
    "entry-foreign": (
        "an entry '{kind}' that is not of this draw stands among its own entries",
        "本次抽签的条目中混入了不属于它的“{kind}”",
    ),
    "announce-order": (
        "the codes are not in ascending order or one is there twice",
        "代码未按升序排列或重复",
    ),
    "ratio-high": (
        "a ratio of {value} ten-thousandths is over 100 %; write at most 10000",
        "比例 {value}（万分之一）超过 100%，最多写 10000",
    ),
    "reason-reserved": (
        "the code '-' means eligible and cannot be a reason",
        "代码“-”表示可抽，不能作为排除理由",
    ),
    "round-numbers": (
        "numbers must run 1, 2, 3 … without gaps",
        "编号必须从 1 起连续",
    ),
    "role-twice": ("a role is named twice", "角色重复"),
    "filter-type": (
        "a draw of type '{type}' cannot have the filter '{filter}': undirected means 'all'",
        "“{type}”抽签不能用条件“{filter}”：不定向即 all",
    ),
    "announce-people": (
        "two different people must announce; one person cannot sign twice",
        "公告须由两个不同的人作出，一人不能签两次",
    ),
    "deadline-early": (
        "the deadline of the reveal, {deadline}, lies before the last day of the visits, {last}",
        "揭示期限 {deadline} 早于检查窗口的最后一天 {last}",
    ),
    "source-unknown": (
        "'{value}' is not a source of randomness this version knows",
        "本版本不认识随机来源“{value}”",
    ),
    "source-order": (
        "each kind of source may stand once, witnesses first",
        "每种随机来源至多一次，见证人（witnesses）须在最前",
    ),
    "dice-few": (
        "'{value}' gives less than 128 bits; announce at least {fewest} throws",
        "“{value}”不足 128 位，至少公告 {fewest} 次投掷",
    ),
    "exercise-unmarked": (
        "a draw that ends with '{last}' is an exercise and must be announced as one; "
        "let a real draw end with dice, a lottery or drand",
        "以“{last}”结束的抽签是演练，必须公告为演练；正式抽签应以骰子、彩票或 drand 结束",
    ),
    "round-unannounced": ("round {number} was not announced", "第 {number} 轮未曾公告"),
    "reveal-last": (
        "a record ends with the reveal of its draw, not with '{kind}'",
        "记录必须以本次抽签的揭示条目结束，而不是“{kind}”",
    ),
    "announce-missing": (
        "no announcement has the digest {digest} that the reveal names; "
        "the announcement was changed or is not in the log",
        "日志中没有揭示条目所指的公告（{digest}）：公告被改动或不在日志中",
    ),
    "pool-missing": (
        "no pool was frozen for this announcement; entries were changed or left out",
        "没有属于本公告的冻结名单：条目被改动或缺失",
    ),
    "pool-second": (
        "a second pool for the same announcement; the first is entry {first}",
        "同一公告有第二份冻结名单，第一份是日志第 {first} 条",
    ),
    "round-missing": (
        "no round entry binds this pool; entries were changed or left out",
        "没有绑定该名单的轮次条目：条目被改动或缺失",
    ),
    "round-second": (
        "a second round entry for the same round; the first is entry {first}",
        "同一轮有第二个轮次条目，第一个是日志第 {first} 条",
    ),
    "round-link": (
        "the round entry names another announcement or another pool",
        "轮次条目所指的公告或名单不是本次的",
    ),
    "seal-missing": (
        "no seal for this round; entries were changed or left out",
        "本轮没有封存条目：条目被改动或缺失",
    ),
    "seal-second": (
        "a second seal for the same round; the first is entry {first}",
        "同一轮有第二次封存，第一次是日志第 {first} 条",
    ),
    "reveal-second": (
        "a second reveal of the same announcement; the first is entry {first}",
        "同一公告有第二次揭示，第一次是日志第 {first} 条",
    ),
    "act-order": ("it must stand after {other}", "它必须在 {other} 之后"),
    "time-order": (
        "the time lies before that of an earlier act",
        "时间早于前面的步骤",
    ),
    "parallel-plan": (
        "another draw of the same plan line was announced: {draw}",
        "同一计划项另有一次抽签公告：{draw}",
    ),
    "attempt-open": (
        "attempt {attempt} was not aborted by two people before this one was announced, or not "
        "revealed with its own key before this one froze its pool",
        "第 {attempt} 次抽签未在本次公告前由两人中止，或未在本次冻结名单前以其自己的密钥揭示",
    ),
    "attempt-missing": (
        "attempt {attempt} of this plan line is not in the log",
        "日志中没有该计划项的第 {attempt} 次抽签",
    ),
    "round-window": (
        "the visit window '{found}' is not the announced one",
        "检查窗口“{found}”与公告不符",
    ),
    "round-log": (
        "the round entry does not cover exactly the log before it; expected {expected}",
        "轮次条目没有恰好覆盖它之前的日志，应为 {expected}",
    ),
    "seal-log": (
        "the seal does not cover exactly the log before it; expected {expected}",
        "封存条目没有恰好覆盖它之前的日志，应为 {expected}",
    ),
    "reveal-log": (
        "the reveal does not cover exactly the log before it; expected {expected}",
        "揭示条目没有恰好覆盖它之前的日志，应为 {expected}",
    ),
    "head-mismatch": (
        "the log in this record does not lead to the head you gave; expected {expected}",
        "记录中的日志与所给的日志头不符，应为 {expected}",
    ),
    "head-beyond": (
        "the head you gave covers {size} entries, this record has {entries}: give one it contains",
        "所给日志头覆盖 {size} 条，本记录只有 {entries} 条：请给出记录之内的日志头",
    ),
    "round-commits": (
        "the round entry does not list exactly the commitments of the witnesses by seat",
        "轮次条目所列与见证人承诺（按席号）不一致",
    ),
    "commit-seat": (
        "the seats of the witnesses must run 1, 2, 3 … without gaps: {seats}",
        "见证席号必须从 1 起连续：{seats}",
    ),
    "open-position": (
        "position {position} does not exist; {drawn} were drawn",
        "没有第 {position} 位；共抽中 {drawn} 户",
    ),
    "open-twice": ("position {position} was opened twice", "第 {position} 位重复开启"),
}
