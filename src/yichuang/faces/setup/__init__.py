"""Logging in, the demo's front door, and setting up a center: items, windows, departments, staff, devices, hours, the log."""
