"""Results: registered, handed over with a signature, or returned to the department. Also the signature asked for at a window."""
