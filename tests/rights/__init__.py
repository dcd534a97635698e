"""Who may do what, tried out: every address × every actor × every relation to the thing in it."""
