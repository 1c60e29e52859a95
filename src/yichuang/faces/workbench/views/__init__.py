"""The desk's views, one module a noun. Each parses, does one act or one read, and shows."""
