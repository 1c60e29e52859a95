"""On-the-spot correction: what was let to be corrected at the counter is mended by the end of the visit, or told once in writing. Pure."""

from collections.abc import Iterable

from .facts import MaterialFact


def unmended(let: Iterable[str], materials: Iterable[MaterialFact], *, at_intake: bool) -> tuple[MaterialFact, ...]:
    """Of the materials (by code) that were let to be corrected on the spot, those that still have something wrong.

    An answer closes the matter: after intake nothing waits. A line that went from wrong to missing was not mended either; one
    that was never let is answered in its own time.
    """
    if not at_intake:
        return ()
    codes = frozenset(let)
    return tuple(m for m in materials if m.code in codes and m.defective)
