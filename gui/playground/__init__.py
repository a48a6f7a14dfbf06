"""The bench of methods and the lesson on data isolation, in the window."""
