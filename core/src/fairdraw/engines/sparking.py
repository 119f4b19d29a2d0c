"""Starting Spark: on the cluster that `FAIRDRAW_SPARK` names, else two executors of 2 GB here.

Statements hold secret keys, so the user interface and the event log stay off. What Spark writes
beside its jars (work folders of executors) goes into a folder of its own.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyspark
from pyspark.sql import SparkSession

from fairdraw.errors import Fault

LOCAL = "local-cluster[2,1,2048]"
_OLDEST_JAVA = 17
_LOGGING = """rootLogger.level = fatal
rootLogger.appenderRef.stderr.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %p %c{1}: %m%n
"""


def session(folder: Path) -> SparkSession:
    """Start Spark with `folder` for all it writes; `Fault("java-missing")`."""
    if _java() < _OLDEST_JAVA:
        raise Fault("java-missing", "--engine")
    os.environ["SPARK_HOME"] = str(_home(folder / "home"))
    os.environ["SPARK_CONF_DIR"] = str(folder / "home" / "conf")
    master = os.environ.get("FAIRDRAW_SPARK", LOCAL)
    builder = SparkSession.builder.master(master).appName("fairdraw")
    settings = {
        "spark.ui.enabled": "false",
        "spark.eventLog.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }
    if master == LOCAL:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        os.environ.setdefault("SPARK_LOCAL_HOSTNAME", "localhost")
        settings |= {
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "localhost",
            "spark.executor.memory": "2048m",
            "spark.sql.shuffle.partitions": "4",
        }
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def _java() -> int:
    """Return the major version of Java, 0 if there is none."""
    home = os.environ.get("JAVA_HOME")
    java = f"{home}/bin/java" if home else shutil.which("java")
    if not java or not Path(java).exists():
        return 0
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr  # noqa: S603
    found = re.search(r'version "(\d+)', told)
    return int(found[1]) if found else 0


def _home(folder: Path) -> Path:
    """Return a folder that stands for the installed Spark, so that it may be written to."""
    folder.mkdir()
    for item in Path(pyspark.__file__).parent.iterdir():
        if item.name not in ("conf", "work"):
            (folder / item.name).symlink_to(item)
    (folder / "conf").mkdir()
    (folder / "conf" / "log4j2.properties").write_text(_LOGGING, encoding="ascii")
    return folder
