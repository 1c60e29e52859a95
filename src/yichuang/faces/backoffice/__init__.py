"""The department's face: what it owes by due date, a case as one page, hand-over lists, decisions, results."""
