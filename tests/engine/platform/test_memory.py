"""What a window asks of numpy and of the C library, in interpreters of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import os, sys
sys.path.insert(0, sys.argv[1])
from engine.platform import memory
before = dict(os.environ)
memory.import_numpy_for_even_frames()
memory.take_large_pieces_from_the_system()
memory.give_back()
import numpy
assert dict(os.environ) == before
print(int(numpy._core.multiarray._get_madvise_hugepage()))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody asks for huge pages")
@pytest.mark.parametrize(("asked", "found"), [(None, "0"), ("1", "1")])
def test_numpy_asks_for_small_pages_unless_the_user_says_so_and_nobody_inherits_it(asked, found):
    environment = {name: value for name, value in os.environ.items() if "HUGEPAGE" not in name}
    if asked is not None:
        environment["NUMPY_MADVISE_HUGEPAGE"] = asked
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ROOT)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == (found, "")
