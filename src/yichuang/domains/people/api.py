"""The door of people: who works here, what they may do, and who is asking."""

from .actors import actor_for_account, actor_for_device, actor_for_token, forget
from .commands import (
    add_staff,
    change_staff,
    create_token,
    end_grant,
    grant_role,
    hash_password,
    make_token,
    revoke_everything,
    revoke_token,
    set_password,
)
from .demo import DEMO_PASSWORD, demo_device_key, log_in_to_demo
from .login import log_in, log_out
from .queries import staff, staff_list, staff_names, tokens
from .requests import (
    actor_of_request,
    close_session,
    device_key,
    forget_device,
    open_session,
    remember_device,
)
from .roles import CAPABILITIES, DEVICE_ROLES, ROLES, STAFF_ROLES, Role, capabilities_of
from .types import GrantInfo, SignedIn, StaffInfo, TokenInfo

__all__ = [
    "CAPABILITIES",
    "DEMO_PASSWORD",
    "DEVICE_ROLES",
    "ROLES",
    "STAFF_ROLES",
    "GrantInfo",
    "Role",
    "SignedIn",
    "StaffInfo",
    "TokenInfo",
    "actor_for_account",
    "actor_for_device",
    "actor_for_token",
    "actor_of_request",
    "add_staff",
    "capabilities_of",
    "change_staff",
    "close_session",
    "create_token",
    "demo_device_key",
    "device_key",
    "end_grant",
    "forget",
    "forget_device",
    "grant_role",
    "hash_password",
    "log_in",
    "log_in_to_demo",
    "log_out",
    "make_token",
    "open_session",
    "remember_device",
    "revoke_everything",
    "revoke_token",
    "set_password",
    "staff",
    "staff_list",
    "staff_names",
    "tokens",
]
