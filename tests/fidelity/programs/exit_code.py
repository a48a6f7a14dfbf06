"""sys.exit with a number, after the exit functions have run."""

import atexit
import sys

atexit.register(print, "last words")
sys.exit(23)
