"""Halls that are made up from a parameter file, played by the same calling order, forecast and staffing as the real one."""
