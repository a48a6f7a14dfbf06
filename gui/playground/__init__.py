"""The playground and the lesson on data isolation, in the window."""
