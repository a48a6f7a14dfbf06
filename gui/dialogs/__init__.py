"""Dialogs: questions and answers, and what opens in a window of its own."""
