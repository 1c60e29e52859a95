"""`script/bench hall`: a city's halls at once, every window busy, every board checked against the database."""
