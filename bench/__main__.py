"""`python -m bench visit …`: each measurement is a module of this package with a `main`."""

import sys

from bench import clock, papers, visit
from bench.hall import run as hall
from bench.queue import run as queue

MEASUREMENTS = {"clock": clock.main, "hall": hall.main, "papers": papers.main, "queue": queue.main, "visit": visit.main}


def main() -> int:
    """Run the measurement that is named first."""
    name = sys.argv[1] if len(sys.argv) > 1 else "visit"
    if name not in MEASUREMENTS:
        print(f"bench: unknown measurement {name!r}; there is: {', '.join(MEASUREMENTS)}", file=sys.stderr)
        return 2
    return MEASUREMENTS[name](sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
