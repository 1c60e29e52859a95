"""Who listens to what. The one place where rooms that do not know each other meet.

In-step listeners run inside the transaction of the act and may refuse it: only for rules that the law ties to the act. All
others are jobs, deferred in the same transaction and run after it.
"""

from yichuang.foundation.dispatch import Wiring

WIRING = Wiring(in_step={}, jobs={})

UNHEARD = frozenset[str]()
"""Events that nobody listens to yet, on purpose: they are kept as history and for integrators."""
