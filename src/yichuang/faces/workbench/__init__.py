"""The clerk's workbench: one window, one person at a time, every act on a key."""
