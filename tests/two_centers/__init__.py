"""The two centers of the separation tests: how they are made, and one line for every door that a stranger may try."""
