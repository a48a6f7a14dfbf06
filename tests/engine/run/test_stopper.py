"""A stop that comes while the main program makes its queue waits until that is made.

A semaphore has a name from its making on, and is known to multiprocessing's resource tracker only
then: who dies in between leaves it for ever. Of 800 runs that were stopped at once, three did.
"""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest

pytestmark = pytest.mark.processes

PROGRAM = """
    import os, signal
    from engine.program.control import Stopper

    class Host:
        def obey(self, command): pass
        def terminate_workers(self): pass

    stopper = Stopper()
    os.kill(os.getpid(), signal.SIGTERM)
    print("made")
    stopper.watch(Host())
    print("went on")
"""


def test_a_signal_that_comes_while_the_host_is_made_waits_until_it_is():
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(PROGRAM)],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert ended.stdout.split("\n") == ["made", ""]
    assert ended.returncode == 128 + 15
