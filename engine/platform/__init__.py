"""What differs between systems and installations: frozen application, log file, memory, version."""
