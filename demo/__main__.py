"""`python -m demo run | load | carry`: the invented bureau, with and without a server.

The demo lives in a home of its own (`var/demo`), which appears whole or not at all: an interrupted
first start leaves nothing behind that the next one would trip over.
"""

import argparse
import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import django

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "var" / "demo"


def environment(home: Path) -> dict[str, str]:
    """The settings of the demo, for this process and those it starts."""
    return {
        "YAOHAO_HOME": str(home),
        "YAOHAO_KEYS": str(home / "keys"),
        "YAOHAO_DATABASE": "sqlite",
        "YAOHAO_DEMO": "yes",
        "YAOHAO_ORIGIN": "demo.yaohao/990100",
        "DJANGO_SETTINGS_MODULE": "yaohao.config.settings",
    }


def main() -> int:
    """The command line of the demo."""
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="load the demo if need be and serve it")
    run.add_argument("--host", default="127.0.0.1")
    run.add_argument("--port", default="8000")
    load = commands.add_parser("load", help="fill an empty home with the demo")
    load.add_argument("--home", type=Path, default=HOME)
    carry = commands.add_parser("carry", help="carry a draw through and leave what it gives")
    carry.add_argument("--to", type=Path, default=ROOT / "build" / "demo")
    chosen = parser.parse_args()
    if chosen.command == "run":
        return _run(chosen.host, chosen.port)
    if chosen.command == "load":
        return _load(chosen.home)
    return _carry(chosen.to)


def _fresh(home: Path) -> Path:
    """Fill `home`, by way of a folder beside it that is renamed when it is whole."""
    draft = home.with_name(home.name + ".new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    subprocess.run(
        [sys.executable, "-m", "demo", "load", "--home", str(draft)],
        cwd=ROOT,
        env=os.environ | environment(draft),
        check=True,
    )
    shutil.rmtree(home, ignore_errors=True)
    return draft.rename(home)


def _run(host: str, port: str) -> int:
    if not HOME.exists():
        print(
            "正在生成演示单位（约一分钟）… / Making the demo bureau (about a minute) …", flush=True
        )
        _fresh(HOME)
    _greet(host, port)
    os.environ.update(environment(HOME))
    os.chdir(ROOT)
    command = str(Path(sys.executable).parent / "yaohao")
    # A demo that an earlier version made: its tables follow.
    subprocess.run([command, "upgrade"], check=True)
    # Jobs and timers run beside the pages, as on a bureau's machine.
    with subprocess.Popen([command, "worker"]) as worker:
        try:
            return subprocess.call([command, "serve", "--host", host, "--port", port])
        except KeyboardInterrupt:
            return 0
        finally:
            worker.terminate()


def _greet(host: str, port: str) -> None:
    print(
        f"""
摇号演示 / Yaohao demo        http://{host}:{port}/          公示网站 / public portal
                              http://{host}:{port}/desk/     工作台 / desk

  账号 / sign-in      角色 / part                          密码 / password: yaohao-demo
  city-clerk          法规科经办人 / legal clerk
  city-director       局长 / director
  city-deputy         分管领导 / deputy
  city-witness        纪检见证人 / witness
  city-officer-1      执法人员 / officer (city-officer-2)
  city-auditor        纪检监察 / auditor
  city-security       安全管理员 / security administrator
  linshui-clerk       临水区经办人 / clerk of the next county (sees nothing of the city's)

  停止 / stop: Ctrl+C      重新生成 / start afresh: rm -r var/demo
""",
        flush=True,
    )


def _load(home: Path) -> int:
    print(_with_django(home, "demo.load").load().number)
    return 0


def _carry(target: Path) -> int:
    for file in _with_django(_fresh(ROOT / "build" / "demo-home"), "demo.leave").leave(target):
        print(file)
    return 0


def _with_django(home: Path, module: str) -> ModuleType:
    """The module, imported once Django knows the home: models cannot be imported before."""
    os.environ.update(environment(home))
    django.setup()
    return import_module(module)


if __name__ == "__main__":
    sys.exit(main())
