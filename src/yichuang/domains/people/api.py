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
from .founding import FirstPerson, found_with_people, let_in_again
from .locks import lock_staff, unlock
from .login import log_in, log_out
from .passwords import change_password, choose_password
from .proofs import PIN_DIGITS, my_keys, set_pin, switch_in
from .queries import badge_of, colleague, hold, staff, staff_list, staff_names, tokens
from .requests import (
    actor_of_request,
    close_session,
    device_key,
    forget_device,
    half_of,
    open_half,
    open_session,
    remember_device,
)
from .roles import CAPABILITIES, DEVICE_ROLES, ROLES, STAFF_ROLES, Role, capabilities_of
from .second import forget_app, take_code
from .types import GrantInfo, Keys, SignedIn, StaffInfo, TokenInfo

__all__ = [
    "CAPABILITIES",
    "DEMO_PASSWORD",
    "DEVICE_ROLES",
    "PIN_DIGITS",
    "ROLES",
    "STAFF_ROLES",
    "FirstPerson",
    "GrantInfo",
    "Keys",
    "Role",
    "SignedIn",
    "StaffInfo",
    "TokenInfo",
    "actor_for_account",
    "actor_for_device",
    "actor_for_token",
    "actor_of_request",
    "add_staff",
    "badge_of",
    "capabilities_of",
    "change_password",
    "change_staff",
    "choose_password",
    "close_session",
    "colleague",
    "create_token",
    "demo_device_key",
    "device_key",
    "end_grant",
    "forget",
    "forget_app",
    "forget_device",
    "found_with_people",
    "grant_role",
    "half_of",
    "hash_password",
    "hold",
    "let_in_again",
    "lock_staff",
    "log_in",
    "log_in_to_demo",
    "log_out",
    "make_token",
    "my_keys",
    "open_half",
    "open_session",
    "remember_device",
    "revoke_everything",
    "revoke_token",
    "set_password",
    "set_pin",
    "staff",
    "staff_list",
    "staff_names",
    "switch_in",
    "take_code",
    "tokens",
    "unlock",
]
