"""What a script can see of how it was started."""

import os
import sys

print(sys.argv)
print(__name__, __file__, __doc__, __package__, __spec__)
print(sys.path[0] == os.path.dirname(os.path.abspath(__file__)))
print(sorted(name for name in globals() if name.startswith("__")))
print([name for name in sys.modules if name in {"engine", "gui", "numpy", "psutil", "click"}])
print([name for name in os.environ if "QUEUESCOPE" in name])
print(sys.modules["__main__"].__dict__ is globals(), sys.flags.isolated, sys.stdin.isatty())
