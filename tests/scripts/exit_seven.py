"""sys.exit with a number, behind an atexit function."""

import atexit
import sys

if __name__ == "__main__":
    atexit.register(print, "the last word")
    sys.exit(7)
