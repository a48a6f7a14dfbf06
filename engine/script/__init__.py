"""Existing scripts, run under the probe as they are."""

from engine.script.python import default_python, found_pythons
from engine.script.run import ScriptRun
from engine.script.target import Target, TargetError, check

__all__ = ["ScriptRun", "Target", "TargetError", "check", "default_python", "found_pythons"]
