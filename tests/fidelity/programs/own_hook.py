"""A program's own excepthook gets what it would get."""

import sys
import traceback


def hook(kind, problem, trace):
    print(kind.__name__, problem, [each.name for each in traceback.extract_tb(trace)])


sys.excepthook = hook
raise RuntimeError("seen")
