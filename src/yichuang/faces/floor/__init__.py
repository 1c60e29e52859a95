"""The console of whoever is on duty in the hall."""
