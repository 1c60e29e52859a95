"""`yichuang bridge`: the program beside a browser, which reaches readers, cameras, pads and slip printers (docs/bridge.md)."""

import argparse
import json
import os
from pathlib import Path
from urllib.parse import urlsplit

from .house import Stop

PORT = 7717


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """`bridge`. Needs neither the database nor the rest of the house."""
    here = commands.add_parser("bridge", help="reach the devices of this computer from the pages")
    here.add_argument(
        "--origin",
        action="append",
        required=True,
        metavar="URL",
        help="address of Yichuang, as the browser shows it; may be repeated",
    )
    here.add_argument("--port", type=int, default=PORT, help=f"port on 127.0.0.1 ({PORT})")
    here.add_argument(
        "--printer",
        default="file:slips",
        metavar="WAY:ADDRESS",
        help="network:HOST[:PORT], usb:VENDOR:PRODUCT or file:NAME",
    )
    here.add_argument(
        "--folder", type=Path, default=Path.home() / ".yichuang-bridge", help="where tokens and printed files are kept"
    )
    here.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="PART",
        help="leave out idreader, camera, pad, evaluator or printer",
    )
    here.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Serve until it is interrupted. The pairing code is shown here, and a new one whenever one was used."""
    from django.conf import settings

    # Django marks the words of refusals, which needs settings; the house's own would make secrets on this computer.
    if not settings.configured:
        settings.configure(USE_I18N=False)

    from yichuang.config.bridge.parts import Camera, Evaluator, IdReader, Pad, Printer
    from yichuang.config.bridge.protocol import Bridge
    from yichuang.config.bridge.server import make_server
    from yichuang.domains.devices.slips.printing import DRIVEN, good_address

    way, _, address = args.printer.partition(":")
    if way not in DRIVEN or not good_address(way, address):
        raise Stop(f"--printer {args.printer}: say network:HOST[:PORT], usb:VENDOR:PRODUCT or file:NAME")
    parts = [IdReader(), Camera(), Pad(), Evaluator(), Printer(way, address, args.folder)]
    kept = args.folder / "tokens.json"
    bridge = Bridge(
        [p for p in parts if p.name not in args.without], frozenset(_origin(o) for o in args.origin), _tokens(kept),
        show=lambda code: print(f"pairing code: {code}", flush=True),
        keep=lambda tokens: _keep(kept, tokens),
    )  # fmt: skip
    try:
        server = make_server(bridge, args.port)
    except OSError as taken:
        raise Stop(f"port {args.port} cannot be had ({taken.strerror}); is a bridge running already?") from taken
    print(f"bridge on http://127.0.0.1:{server.server_port}; simulated: {', '.join(p.name for p in bridge.parts if p.simulated) or 'nothing'}", flush=True)  # fmt: skip
    try:
        server.serve_forever()
    finally:
        server.server_close()
    return 0


def _origin(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise Stop(f"--origin {url}: give the whole address, for example https://hall.example")
    return f"{parts.scheme}://{parts.netloc}"


def _tokens(kept: Path) -> set[str]:
    try:
        return {str(t) for t in json.loads(kept.read_text())}
    except (OSError, ValueError):
        return set()


def _keep(kept: Path, tokens: set[str]) -> None:
    """For this user's eyes only."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump(sorted(tokens), out)
