"""A program that reads its standard input."""

import sys

print([line.strip() for line in sys.stdin])
