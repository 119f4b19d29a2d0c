"""What the tool of a cosigning witness refuses and says (English, Chinese)."""

COSIGNING_FAULTS: dict[str, tuple[str, str]] = {
    "checkpoint-syntax": (
        "this is not a line of a checkpoint: '{line}'; hand the file on exactly as it came, "
        "without opening it in an editor",
        "不是检查点（checkpoint）的格式：“{line}”；文件应原样转交，不要用编辑器打开另存",
    ),
    "checkpoint-signature": (
        "the log {name} did not sign this checkpoint; fetch it again from the bureau's portal",
        "日志 {name} 没有签署这个检查点，请从公示网站重新下载",
    ),
    "cosign-key": (
        "this is not a witness's secret key; make one with 'fairdraw cosign key'",
        "这不是见证人的私钥文件，请用“fairdraw cosign key”生成",
    ),
    "cosign-name": (
        "'{value}' cannot be the name of a key: 1 to 64 of 0-9 A-Z a-z . / _ -",
        "“{value}”不能作为密钥名称：1 至 64 个字符，限 0-9 A-Z a-z . / _ -",
    ),
    "cosign-exists": (
        "the file exists already; a key that was replaced cannot be had back",
        "文件已存在；密钥一旦被覆盖就找不回来",
    ),
    "cosign-log-key": (
        "give the public key of the log the first time, as it stands on the portal: --log-key KEY",
        "首次签署须给出日志的公钥（见公示网站）：--log-key KEY",
    ),
    "cosign-other-log": (
        "this witness signs {expected}, not {found}; keep another --state for another log",
        "本存档属于 {expected}，不是 {found}；另一份日志请用另一个 --state 文件",
    ),
    "cosign-state": (
        "the file of what was signed last is damaged; put back a copy, do not begin anew",
        "记录上次签署情况的文件已损坏；请恢复备份，不要重新开始",
    ),
    "cosign-short": (
        "the checkpoint covers {size} entries, the log file has {entries}; fetch the log again",
        "检查点覆盖 {size} 条，日志文件只有 {entries} 条，请重新下载日志",
    ),
    "cosign-root": (
        "the log file leads to another head, {found}; fetch both files again, and if this stays, "
        "tell everybody: the bureau shows different logs",
        "由日志文件算出的是另一个日志头 {found}；请重新下载两个文件，若仍如此，请公开告知："
        "该单位出示了不同的日志",
    ),
    "cosign-older": (
        "{signed} entries were signed before, this checkpoint has only {size}; fetch the newest",
        "此前已签到 {signed} 条，这个检查点只有 {size} 条，请下载最新的检查点",
    ),
    "cosign-fork": (
        "FORK! NOT SIGNED. This log does not continue the one signed before, {signed}. Something "
        "before was changed. Keep checkpoint, log and state file, and show them to everybody",
        "日志分叉！未签署。这份日志不是上次所签日志（{signed}）的延续，以前的内容被改动。"
        "请保存检查点、日志和状态文件，并向社会公开",
    ),
}

COSIGNING: dict[str, tuple[str, str]] = {
    "made": (
        "{file}: keep this secret key to yourself, with a copy. Give the bureau this line:",
        "{file}：私钥请自行保管并另存一份。请把下面一行交给该单位：",
    ),
    "signed": (
        "{file}: signed. {size} entries, {new} of them new; all that was signed before stands.",
        "{file}：已签署。共 {size} 条，其中新增 {new} 条；此前签过的内容没有变化。",
    ),
    "evidence": (
        "The checkpoint that was signed before; it is in {file} too:",
        "上次签署的检查点如下，亦存于 {file}：",
    ),
}
