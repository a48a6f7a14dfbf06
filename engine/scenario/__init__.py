"""Scenarios: what a run consists of, declared once; read, checked and written."""
