"""Who waits for whom, drawn."""
