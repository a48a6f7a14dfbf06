"""Where the timeline and the diagnosis meet; neither knows the other."""
