"""What hangs and stands in the hall: the call screen, the screen over a window, and the evaluator on its counter."""
