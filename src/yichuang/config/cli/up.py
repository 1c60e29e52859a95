"""`yichuang up`: web, streams, jobs and the embedded PostgreSQL as one process tree."""

import argparse
import os
import socket
from pathlib import Path

from .place import Refusal, connect, data_dir, embedded, migrate


def add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", shared: argparse.ArgumentParser) -> None:
    """`yichuang up [--port] [--stream-port] [--host] [--no-demo]`."""
    p = verbs.add_parser("up", parents=[shared], help="start everything and serve until stopped")
    p.add_argument("--port", type=int, default=8100)
    p.add_argument("--stream-port", type=int, default=None, help="live updates; default: port + 1")
    p.add_argument("--host", default="127.0.0.1", help="address to listen on")
    p.add_argument("--no-demo", action="store_true", help="do not load the sample center")
    p.add_argument("--workers", type=int, default=None, help="web processes; default: one a core, two at least")
    p.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Start in order, say what is being done, print `ready URL`, then watch until told to stop."""
    from ..serve import Tree

    stream_port = given.stream_port or given.port + 1
    for port, option in ((given.port, "--port"), (stream_port, "--stream-port")):
        _check_port(given.host, port, option)
    os.environ.setdefault("YICHUANG_PORT", str(given.port))
    os.environ.setdefault("YICHUANG_STREAM_PORT", str(stream_port))
    os.environ.setdefault("YICHUANG_STATIC_NAMES", "hashed")
    os.environ["YICHUANG_DATA_DIR"] = str(data_dir())
    tree = Tree(host=given.host, port=given.port, stream_port=stream_port, workers=given.workers or max(2, os.cpu_count() or 2))
    with tree.signals():
        if embedded():
            tree.database = connect(say)
        try:
            _prepare(no_demo=given.no_demo)
            tree.start(say)
            print(f"ready http://{given.host}:{given.port}", flush=True)
            return tree.watch()
        finally:
            tree.stop(say)


def say(text: str) -> None:
    """A line of progress; the line that starts with `ready` is for programs."""
    print(f"yichuang: {text}", flush=True)


def _prepare(*, no_demo: bool) -> None:
    import django

    from .. import messages

    messages.compile_all()
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    say("collecting static files")
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    migrate(say)
    if not no_demo:
        from yichuang.sample.load import load_demo

        say("loading the sample center (once)")
        load_demo()
    from django.db import connections

    connections.close_all()


def _check_port(host: str, port: int, option: str) -> None:
    if not 1 <= port <= 65535:
        raise Refusal(f"{option} must be a port from 1 to 65535, not {port}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as no:
            raise Refusal(f"Port {port} on {host} cannot be used ({no.strerror}): stop what uses it or choose another {option}.") from None
