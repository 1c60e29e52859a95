"""A city for the measurement: several centers beside each other, made by the program's own commands in this process."""

from dataclasses import dataclass, field
from uuid import UUID

from yichuang.foundation.actor import Actor

QUEUES = (("A", "企业与审批"), ("B", "社会事务与民生"), ("C", "公安与出入境"), ("D", "不动产与住房"))
PASSWORD = "hall-bench-password"
ALL_DAY = [["00:00", "23:59"]]
ZONE_WINDOWS = 6
"""As many as the board of a zone shows."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A page that hangs somewhere: its kind, its address, and the key of its device (none for a visitor's page)."""

    kind: str
    path: str
    key: str = ""
    of: str = ""
    """The window or zone that it is about."""


@dataclass(slots=True)
class Center:
    """One center: its windows by code, who works there, its kiosks' keys, its screens."""

    code: str
    id: UUID
    windows: list[str] = field(default_factory=list)
    clerks: list[str] = field(default_factory=list)
    kiosks: list[str] = field(default_factory=list)
    screens: list[Screen] = field(default_factory=list)


SHARES = (("hall", 0.08), ("zone", 0.12), ("window", 0.40), ("evaluator", 0.25), ("phone", 0.11), ("portal", 0.04))
"""Of the clients beside the desks and kiosks, what each kind is; the rest are screens of the hall."""


def shares(clients: int) -> dict[str, int]:
    """So many clients by kind, together exactly `clients`."""
    found = {kind: int(clients * share) for kind, share in SHARES}
    found["hall"] += clients - sum(found.values())
    return found


def split(total: int, parts: int) -> list[int]:
    """`total` over `parts`, as evenly as it goes, the first ones first."""
    return [total // parts + (n < total % parts) for n in range(parts)]


def build(*, centers: int, windows: int, kiosks: int, clients: int, waiting: int) -> list[Center]:
    """Found them all, with everybody logged out and `waiting` people in line before each window."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    hashed = PBKDF2PasswordHasher().encode(
        PASSWORD, "bench", iterations=1000
    )  # two hundred log-ins are not what is measured
    kinds = shares(clients)
    each = {kind: split(n, centers) for kind, n in kinds.items()}
    city = []
    for n, (w, k) in enumerate(zip(split(windows, centers), split(kiosks, centers), strict=True)):
        city.append(_found(n, w, k, {kind: each[kind][n] for kind in each}, hashed, waiting))
    return city


def _found(n: int, windows: int, kiosks: int, screens: dict[str, int], hashed: str, waiting: int) -> Center:
    from yichuang.domains.places import api as places
    from yichuang.domains.queueing import api as queueing
    from yichuang.foundation.actor import Actor
    from yichuang.foundation.ids import uuid7

    center = Center(f"hall{n + 1}", uuid7())
    actor = Actor.system(center.id, channel="cli")
    places.found_center(
        actor=actor, code=center.code, name=f"第{n + 1}政务服务中心", region=f"5001{80 + n}", phone="023-00002000",
        address=f"政务大道 {n + 1} 号", is_demo=False,
    )  # fmt: skip
    places.set_opening_hours(actor=actor, week={str(day): ALL_DAY for day in range(7)})
    for code, name in QUEUES:
        queueing.set_up_queue(actor=actor, code=code, name=name, name_en=name)
    zones = max(1, -(-windows // ZONE_WINDOWS))
    for z in range(zones):
        places.add_zone(actor=actor, code=f"Z{z + 1}", name=f"{z + 1}区", floor="一楼")
    for w in range(1, windows + 1):
        _window(actor, center, str(w), f"Z{(w - 1) // ZONE_WINDOWS + 1}", hashed)
    for _ in range(kiosks):
        center.kiosks.append(_device(actor, "kiosk", f"k{len(center.kiosks) + 1}"))
    _screens(actor, center, screens, zones)
    for place in range(waiting * windows):
        queueing.issue_ticket(actor=actor, queue=QUEUES[place % 4][0])
    return center


def _window(actor: Actor, center: Center, code: str, zone: str, hashed: str) -> None:
    """A window that calls from all four queues, and the clerk who will sit there."""
    from yichuang.domains.people import api as people
    from yichuang.domains.places import api as places
    from yichuang.domains.queueing import api as queueing

    places.add_window(actor=actor, code=code, name="综合办事", kind="service", zone=zone)
    queueing.serve_queues(actor=actor, window=code, queues=[q for q, _ in QUEUES])
    name = f"{center.code}-{code}"
    made = people.add_staff(
        actor=actor, username=name, password=PASSWORD, name=f"窗口{code}", post="综合窗口", badge_no=name, hashed=hashed,
    )  # fmt: skip
    people.grant_role(actor=actor, staff_id=UUID(str(made["id"])), role="clerk")
    center.windows.append(code)
    center.clerks.append(name)


def _device(actor: Actor, kind: str, code: str, window: str = "") -> str:
    from yichuang.domains.places import api as places

    made = places.add_device(actor=actor, code=code, name=code, kind=kind, window=window)
    return places.new_device_key(actor=actor, device_id=UUID(str(made["id"])))


def _screens(actor: Actor, center: Center, wanted: dict[str, int], zones: int) -> None:
    """So many of each kind, each with a device of its own; windows and zones in turn."""
    for kind, count in wanted.items():
        for n in range(count):
            window, zone = center.windows[n % len(center.windows)], f"Z{n % zones + 1}"
            if kind == "hall":
                screen = Screen(kind, "/screen/hall/", _device(actor, "hall_screen", f"h{n}"))
            elif kind == "zone":
                screen = Screen(kind, f"/screen/zone/{zone}/", _device(actor, "hall_screen", f"z{n}"), zone)
            elif kind == "window":
                key = _device(actor, "window_screen", f"w{n}", window)
                screen = Screen(kind, f"/screen/window/{window}/", key, window)
            elif kind == "evaluator":
                screen = Screen(
                    kind, f"/screen/evaluator/{window}/", _device(actor, "evaluator", f"e{n}", window), window
                )
            else:
                screen = Screen(kind, f"/p/{center.code}/" if kind == "portal" else "")
            center.screens.append(screen)
