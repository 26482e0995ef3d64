"""Serving: a port that is free, Streamlit with the options of this package, the address once it answers.

Streamlit runs in this process: no child that could be left behind, and the pages share the settings of the command by import.
"""

from __future__ import annotations

import errno
import http.client
import re
import socket
import threading
import time
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.errors import InputError, problem, register

_HERE = Path(__file__).parent
_CONFIG_PLACES = (_HERE / "_streamlit" / "config.toml", _HERE.parent / ".streamlit" / "config.toml")
_HEALTH = "_stcore/health"
_PROBE_SECONDS = 60.0

register(
    {
        "U801": (
            "error",
            "端口 {port} 已被占用",
            "port {port} is taken",
            "关掉占用它的程序，或换一个端口，例如 --port {other}",
            "stop the program that uses it, or choose another port, for example --port {other}",
        ),
        "U802": (
            "error",
            "不能在 {host}:{port} 上监听：{reason}",
            "cannot listen on {host}:{port}: {reason}",
            "用 --host 127.0.0.1 和 1024 以上的端口",
            "use --host 127.0.0.1 and a port above 1024",
        ),
        "U803": (
            "error",
            "--base-path 不能是 {given}",
            "--base-path cannot be {given}",
            "只用字母、数字、- _ . 和 /，例如 --base-path atlas",
            "use letters, digits, - _ . and / only, for example --base-path atlas",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where the dashboard listens. `base_path` without slashes at its ends."""

    host: str = "127.0.0.1"
    port: int = 8501
    base_path: str = ""

    @property
    def url(self) -> str:
        """What a browser on this machine opens."""
        return f"http://{self._reached}:{self.port}/{self.base_path}{'/' if self.base_path else ''}"

    @property
    def _reached(self) -> str:
        host = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(self.host, self.host)  # noqa: S104 - compared, not bound
        return f"[{host}]" if ":" in host else host

    def healthy(self) -> bool:
        """Whether the server answers: under a base path every unknown address answers too, so only the health page counts."""
        connection = http.client.HTTPConnection(self._reached.strip("[]"), self.port, timeout=2)
        try:
            connection.request("GET", f"/{self.base_path}{'/' if self.base_path else ''}{_HEALTH}")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def address(host: str, port: int, base_path: str) -> Address:
    """An address that can be listened on. Raises InputError: U801 taken, U802 not allowed or unknown, U803 no path."""
    path = base_path.strip("/")
    if path and not re.fullmatch(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*", path):
        raise InputError([problem("U803", "baimo", given=base_path)])
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(place)
            trial.listen(1)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise InputError([problem("U801", "baimo", port=port, other=port + 1)]) from error
        reason = error.strerror or str(error)
        raise InputError([problem("U802", "baimo", host=host, port=port, reason=reason)]) from error
    return Address(host, port, path)


def streamlit_options(where: Address) -> dict[str, Any]:
    """The options of this package's config file with the address: given as flags, they hold wherever the command is started."""
    config = next(path for path in _CONFIG_PLACES if path.is_file())
    options = dict(_flat(tomllib.loads(config.read_text(encoding="utf-8"))))
    return options | {
        "server_address": where.host,
        "server_port": where.port,
        "server_baseUrlPath": where.base_path,
        "logger_level": "warning",
    }


def run(where: Address, *, ready: Callable[[str], None]) -> None:
    """Serves until interrupted; `ready` is called with the address once the server answers."""
    from streamlit.web import bootstrap

    options = streamlit_options(where)
    threading.Thread(target=_announce, args=(where, ready), name="baimo-ready", daemon=True).start()
    bootstrap.load_config_options(options)
    bootstrap.run(str(_HERE / "entry" / "atlas.py"), is_hello=False, args=[], flag_options=options)


def _announce(where: Address, ready: Callable[[str], None]) -> None:
    last = time.monotonic() + _PROBE_SECONDS
    while time.monotonic() < last:
        if where.healthy():
            ready(where.url)
            return
        time.sleep(0.1)


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    """[server] port -> server_port: the way Streamlit names an option that comes as a flag."""
    flat: list[tuple[str, Any]] = []
    for key, value in table.items():
        name = f"{prefix}_{key}" if prefix else key
        flat += _flat(value, name) if isinstance(value, Mapping) else [(name, value)]
    return flat
