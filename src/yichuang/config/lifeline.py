"""A child that ends when its parent is killed, so that no orphan keeps a port."""

import ctypes
import os
import signal

_PR_SET_PDEATHSIG = 1


def die_with_parent(number: int = signal.SIGKILL) -> None:
    """Ask the kernel to send this process a signal when the thread that started it ends."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, number)
    if os.getppid() == 1 and os.environ.get("YICHUANG_PROCESS"):
        os._exit(1)  # it was killed before we could ask
