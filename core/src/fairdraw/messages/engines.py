"""What stops a draw of many rows before there is a record (English, Chinese)."""

ENGINE_FAULTS: dict[str, tuple[str, str]] = {
    "engine-missing": (
        "the engine {name} needs {library}, which is not installed: "
        "pip install 'fairdraw[{name}]'; or draw with --engine reference",
        "引擎 {name} 需要 {library}，本机未安装：pip install 'fairdraw[{name}]'；"
        "也可用 --engine reference",
    ),
    "java-missing": (
        "Spark needs Java 17 or newer, and no 'java' is found: install it (Debian: "
        "apt install openjdk-17-jre-headless) or set JAVA_HOME; or draw with --engine datafusion",
        "Spark 需要 Java 17 以上，本机找不到 java：请安装（Debian：apt install "
        "openjdk-17-jre-headless）或设置 JAVA_HOME；也可用 --engine datafusion",
    ),
    "pool-unreadable": (
        "the file cannot be read as a list of rows ({why}); it is damaged or of another kind: "
        "write it again, .parquet or csv in UTF-8, with the text columns id, stratum, reason",
        "无法作为名单读取（{why}）：文件损坏或不是这种文件；请重新导出为 .parquet 或 UTF-8 的 csv，"
        "含文本列 id、stratum、reason",
    ),
    "disk-full": (
        "the disk is full; nothing is lost: free some space, then the same command goes on where "
        "it stopped",
        "磁盘已满；已完成的不会丢失：腾出空间后，用同一命令从中断处继续",
    ),
    "work-other": (
        "an unfinished draw with other options, lists or a damaged log lies in this folder; finish "
        "it with the command it was begun with. Whoever removes the folder begins another draw",
        "此文件夹中有一次未完成的抽签，其参数或名册不同，或日志损坏；请用原来的命令把它做完。"
        "删除该文件夹，等于另抽一次",
    ),
}
