"""Rules about the code, held by tests: what a reviewer would otherwise have to look for each time."""
