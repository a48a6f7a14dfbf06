"""What can be taken out of a run: its report."""
