"""Measurements of the running program: `script/bench visit`."""
