"""The panels around the plots: numbers, workers, log, banner."""
