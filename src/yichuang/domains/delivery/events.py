"""The facts this room tells. Payloads hold ids and codes, never a name or a number of a person."""

REGISTERED = "delivery.registered.v1"
DISPATCHED = "delivery.dispatched.v1"
HANDED_OVER = "delivery.handed_over.v1"
CAME_BACK = "delivery.came_back.v1"
RETURNED = "delivery.returned.v1"
TAKEN_BACK = "delivery.taken_back.v1"
SIGNED = "delivery.signed.v1"

ALL = (REGISTERED, DISPATCHED, HANDED_OVER, CAME_BACK, RETURNED, TAKEN_BACK, SIGNED)
