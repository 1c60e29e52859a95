"""Which base page, and which way home, fits an address. Used for errors, which know nothing but the address."""

_FACES = (
    ("/kiosk/", "kiosk", "/kiosk/"),
    ("/screen/", "screen", ""),
    ("/desk/", "staff", "/desk/"),
    ("/office/", "staff", "/office/"),
    ("/floor/", "staff", "/floor/"),
    ("/setup/", "staff", "/setup/"),
    ("/login/", "staff", "/login/"),
    ("/inbox/", "staff", "/inbox/"),
)


def base_of(path: str) -> str:
    """The base page of the face that an address belongs to; a phone's for all others."""
    name = next((base for prefix, base, _ in _FACES if path.startswith(prefix)), "phone")
    return f"shared/base_{name}.html"


def home_of(path: str) -> str:
    """Where "home" leads from an address; a screen's is itself, since it has no other page."""
    return next((home or path for prefix, _, home in _FACES if path.startswith(prefix)), "/")
