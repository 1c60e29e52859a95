"""What the demo center gives away: one-click log-in and device keys that follow from the installation's secret.

Everything here refuses any center that is not marked as a demo. A demo key opens nothing in another installation.
"""

import hashlib
import hmac

from django.conf import settings

from yichuang.domains.places import api as places
from yichuang.foundation.doors import door
from yichuang.foundation.errors import Missing

from .actors import actor_for_account
from .login import remember_log_in
from .models import Account
from .types import SignedIn

DEMO_PASSWORD = "yichuang-demo"


def demo_device_key(code: str) -> str:
    """The key of a sample device, the same each time within one installation."""
    mac = hmac.new(settings.SECRET_KEY.encode(), f"demo-device:{code}".encode(), hashlib.sha256)
    return f"demo-{mac.hexdigest()[:40]}"


def log_in_to_demo(username: str, *, request_id: str = "") -> SignedIn:
    """Log a visitor in as a member of the demo center's staff, without a password. Missing for anybody else."""
    found = door("login", username)
    account = Account.objects.filter(username=username, is_active=True).first()
    if found is None or account is None or not places.center(found[0]).is_demo:
        raise Missing("staff.missing")
    actor = actor_for_account(found[0], found[1], account.epoch, request_id=request_id)
    if actor is None:
        raise Missing("staff.missing")
    return remember_log_in(actor, account.pk, account.epoch, who="", source="")
