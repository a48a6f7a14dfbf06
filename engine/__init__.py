"""The engine: real processes on real queues, observed. It knows no Qt (truth 4)."""
