"""The facts this room tells."""

ASKED = "helping.asked.v1"
ANSWERED = "helping.answered.v1"

ALL = (ASKED, ANSWERED)
