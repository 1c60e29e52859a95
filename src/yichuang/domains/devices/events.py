"""The facts this room tells. Payloads hold ids and codes."""

FAULT_OPENED = "devices.fault_opened.v1"
FAULT_CLOSED = "devices.fault_closed.v1"
INCIDENT = "devices.incident_noted.v1"

ALL = (FAULT_OPENED, FAULT_CLOSED, INCIDENT)
