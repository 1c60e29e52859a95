"""What may lengthen, stop or end a case's time between acceptance and decision, as rules over plain values.

Nothing here reads the database or the clock; each module names its articles.
"""
