"""The fact this room tells. The payload holds codes only."""

OFFERED = "catalog.offered.v1"
