"""The program beside a browser: it reaches the devices that a page cannot (docs/bridge.md). Needs no database."""
