"""`script/bench queue`: forecast, calling order and staffing measured in made-up halls, on days that nothing was set by."""
