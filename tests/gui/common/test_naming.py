"""What a failure is called."""

from __future__ import annotations

import dataclasses

import pytest

from engine.model.snapshot import Failure
from gui.common.naming import failure_name, failure_told
from tests.support.scripted import dim_sum


@pytest.mark.parametrize(
    ("failure", "code", "name", "told"),
    [
        (Failure("ValueError", "no dish", "…", 0), 1, "ValueError", "ValueError: no dish"),
        (Failure("KeyError", "", "…", 0), 1, "KeyError", "KeyError"),
        (Failure("SystemExit", "exit code 3", "", 0), 3, "exit code 3", "exit code 3"),
        (Failure("SystemExit", "no fire", "…", 0), 1, "exit code 1", "SystemExit: no fire"),
        (Failure("Signal", "SIGKILL", "", 0), -9, "SIGKILL", "ended by SIGKILL"),
        (Failure("Vanished", "exit code 0", "", 0), 0, "vanished",
         "vanished without a word, with exit code 0"),
        (Failure("Vanished", "exit code not known", "", 0), None, "vanished",
         "vanished without a word; its exit code is not known"),
    ],
)  # fmt: skip
def test_a_failure_has_a_name_and_a_sentence(qapp, failure, code, name, told):
    kitchen = dim_sum(items=1)
    (worker, *_) = kitchen.snapshot(kitchen.last_ms).workers
    failed = dataclasses.replace(worker, failure=failure, exit_code=code)
    assert (failure_name(failed), failure_told(failed)) == (name, told)
