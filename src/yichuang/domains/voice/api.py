"""The door of the voice: the clips that a center recorded itself, and which of them make a call."""

from .commands import drop_clip, keep_clip
from .queries import ClipView, clip, clips
from .rules import CLIPS, compose, lacking, needed

__all__ = ["CLIPS", "ClipView", "clip", "clips", "compose", "drop_clip", "keep_clip", "lacking", "needed"]
