"""`yichuang up`: the whole house as one process tree."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

from yichuang.config import lane, postgres
from yichuang.config.processes import lock

from .crew import Crew, Member
from .house import House, Stop, say


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`up`, with the options of script/server."""
    here = commands.add_parser("up", help="run everything: database, pages, streams, jobs")
    here.add_argument("--port", type=int, default=int(os.environ.get("YICHUANG_PORT") or 8100))
    here.add_argument("--stream-port", type=int, help="where live news is heard; port + 1 by default")
    here.add_argument("--host", default=os.environ.get("YICHUANG_HOST") or "127.0.0.1", help="address to listen on")
    here.add_argument("--data", metavar="DIR", help="where everything is kept; ./var by default")
    here.add_argument("--no-demo", action="store_true", help="do not make the sample center")
    here.set_defaults(run=run)


@dataclass(frozen=True, slots=True)
class Ports:
    """Where pages and streams listen."""

    host: str
    pages: int
    streams: int

    @property
    def address(self) -> str:
        shown = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host
        return f"http://{f'[{shown}]' if ':' in shown else shown}:{self.pages}"


def run(args: argparse.Namespace) -> int:
    """Returns when it was asked to stop; everything that it started has ended by then."""
    house, ports = House.at(args.data), _ports(args)
    _environment(ports)
    import yichuang.config.settings  # noqa: F401 - nonsense in the environment is refused before anything starts

    running = _alone(house)
    for port in (ports.pages, ports.streams):
        _must_be_free(ports.host, port)
    signal.signal(signal.SIGTERM, _asked)
    signal.signal(signal.SIGINT, _asked)
    try:
        say(f"data in {house.data}")
        with house.database() as server:
            _prepare(demo=not args.no_demo)
            with Crew(_members(house, ports)) as crew:
                crew.start()
                _wait_until_serving(crew, ports)
                print(f"ready {ports.address}", flush=True)
                _watch(crew, server)
    except _Asked:
        say("stopped")
    finally:
        running.close()
    return 0


class _Asked(BaseException):
    """Ctrl-C or SIGTERM: unwinds everything that was built up, in order."""


def _asked(*_: object) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough; the way down is bounded in time
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    say("stopping")
    raise _Asked


def _ports(args: argparse.Namespace) -> Ports:
    streams = args.stream_port if args.stream_port is not None else args.port + 1
    for name, port in (("--port", args.port), ("--stream-port", streams)):
        if not 1 <= port <= 65535:
            raise Stop(f"{name} must be from 1 to 65535, not {port}.")
    if streams == args.port:
        raise Stop("--stream-port must differ from --port.")
    return Ports(args.host, args.port, streams)


def _alone(house: House):  # type: ignore[no-untyped-def]
    try:
        house.data.mkdir(parents=True, exist_ok=True)
        held = lock(house.data / "up.lock")
    except OSError as no:
        raise Stop(f"The data folder {house.data} cannot be used: {no.strerror}.") from None
    if held is None:
        who = (house.data / "up.lock").read_text().strip()
        raise Stop(f"Another yichuang (process {who}) already runs on {house.data}; stop it, or name another --data.")
    held.truncate(0)
    held.write(f"{os.getpid()}\n")
    held.flush()
    return held


def _must_be_free(host: str, port: int) -> None:
    """A moment's patience: the processes of a tree that was just killed let go of their port within it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    until = time.monotonic() + 2
    while True:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
                return
            except PermissionError:
                raise Stop(f"Port {port} may not be used by this user; choose one above 1023.") from None
            except (OverflowError, OSError):
                if time.monotonic() > until:
                    raise Stop(
                        f"Port {port} on {host} is taken; stop what uses it, or choose another --port."
                    ) from None
        time.sleep(0.1)


def _environment(ports: Ports) -> None:
    os.environ["YICHUANG_PORT"], os.environ["YICHUANG_STREAM_PORT"] = str(ports.pages), str(ports.streams)
    os.environ.setdefault("YICHUANG_STATIC_NAMES", "hashed")
    os.environ["YICHUANG_SUPERVISED"] = "1"


def _prepare(*, demo: bool) -> None:
    command = [sys.executable, "-m", "yichuang.config.prepare", *(["--demo"] if demo else [])]
    done = subprocess.run(command, stdout=sys.stderr, check=False)
    if done.returncode:
        raise Stop("The preparation failed, see above; nothing was started.")


def _members(house: House, ports: Ports) -> list[Member]:
    from django.conf import settings

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yichuang.config.settings")
    logs, python = house.data / "logs", sys.executable
    serve = [python, "-m", "granian", "--host", ports.host, "--no-ws", "--http", "1", "--log-level", "warning",
             "--respawn-failed-workers", "--respawn-interval", "0.2", "--workers-kill-timeout", "3"]  # fmt: skip
    workers, threads = str(settings.YICHUANG_WEB_WORKERS), str(lane.threads(settings.YICHUANG_WEB_THREADS))
    shared = os.environ.get("YICHUANG_SHARED_MS") or "1000"
    web = [*serve, "--interface", "wsgi", "--port", str(ports.pages), "--workers", workers, "--blocking-threads", threads,
           "--backlog", "2048", "--static-path-route", "/static", "--static-path-mount", str(settings.STATIC_ROOT),
           "yichuang.config.wsgi:application"]  # fmt: skip
    streams = [
        *serve,
        "--interface",
        "asginl",
        "--port",
        str(ports.streams),
        "--workers",
        "1",
        "yichuang.config.streams:application",
    ]
    return [
        Member("web", web, logs / "web.log", {"YICHUANG_PROCESS": "yichuang-web", "YICHUANG_SHARED_MS": shared}),
        Member(
            "streams", streams, logs / "streams.log", {"YICHUANG_PROCESS": "yichuang-streams", "YICHUANG_DB_POOL": "0"}
        ),
        Member(
            "jobs",
            [python, "-c", "from yichuang.config.jobs import main; main()"],
            logs / "jobs.log",
            {"YICHUANG_PROCESS": "yichuang-jobs"},
        ),
    ]


def _wait_until_serving(crew: Crew, ports: Ports) -> None:
    import http.client

    say("starting the pages")
    host = ports.address.removeprefix("http://").rsplit(":", 1)[0].strip("[]")
    left = {("web", ports.pages, "/healthz"), ("streams", ports.streams, "/healthz")}
    until = time.monotonic() + 120
    while left:
        crew.tend()
        if crew.hopeless:
            raise Stop(
                f"{crew.hopeless.name} does not start; {crew.hopeless.log} ends with: {crew.hopeless.last_words()}"
            )
        if time.monotonic() > until:
            raise Stop(f"{' and '.join(sorted(part for part, _, _ in left))} did not answer within two minutes.")
        for part in list(left):
            try:
                link = http.client.HTTPConnection(host, part[1], timeout=10)
                link.request("GET", part[2], headers={"Host": "127.0.0.1"})
                if link.getresponse().status < 500:
                    left.discard(part)
                link.close()
            except (OSError, http.client.HTTPException):
                pass
        time.sleep(0.05)


def _watch(crew: Crew, server: postgres.Server | None) -> None:
    """Until asked to stop: whoever ends is started again, the database's keeper too."""
    while True:
        crew.tend()
        if server is not None and not server.alive():
            say("the database's keeper is gone; starting it again")
            server.revive()
        time.sleep(0.25)
