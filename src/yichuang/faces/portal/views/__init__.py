"""Views of the portal, split by what the visitor holds: nothing (home, guide), a code (codes), an opinion (rating)."""
