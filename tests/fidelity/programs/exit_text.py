"""sys.exit with a text."""

import sys

sys.exit("that is all")
