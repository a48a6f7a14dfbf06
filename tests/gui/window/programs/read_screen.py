"""What a screen reader does: reads the window through AT-SPI, and presses Start through it.

Run by the system's Python, which has Atspi, in a D-Bus session of its own, with the command that
opens the window. Prints one JSON object: the tree before Start and during the run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version is chosen first

PATIENCE_S = 30.0
PERIOD_S = 0.05


def wait_for(look, what):
    """What `look` finds, as soon as it finds something."""
    deadline_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline_s:
        try:
            if found := look():
                return found
        except GLib.Error:
            pass  # it changes while it is read
        time.sleep(PERIOD_S)
    sys.exit(f"waited in vain for {what}")


def application(pid):
    """The process as the desktop's registry knows it."""
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(at)
        if child is not None and child.get_process_id() == pid and child.get_child_count():
            return child
    return None


def walk(node):
    """A node and all below it that are there now."""
    yield node
    for at in range(node.get_child_count()):
        child = node.get_child_at_index(at)
        if child is not None:
            yield from walk(child)


def told(node):
    """What a reader says of a node."""
    states = node.get_state_set()
    action = node.get_action_iface()
    return {
        "role": node.get_role_name(),
        "name": node.get_name(),
        "description": node.get_description(),
        "is_focusable": states.contains(Atspi.StateType.FOCUSABLE),
        "is_showing": states.contains(Atspi.StateType.SHOWING),
        "is_sensitive": states.contains(Atspi.StateType.SENSITIVE),
        "actions": [action.get_action_name(at) for at in range(action.get_n_actions())]
        if action is not None
        else [],
    }


def press(node):
    """Does what a click would do."""
    action = node.get_action_iface()
    names = [action.get_action_name(at) for at in range(action.get_n_actions())]
    action.do_action(names.index("Press"))


def is_sensitive(node):
    """Whether it can be used now."""
    node.clear_cache()
    return node.get_state_set().contains(Atspi.StateType.SENSITIVE)


def description(node):
    """What is told of it now."""
    node.clear_cache()
    return node.get_description() or ""


def main():
    """Opens, reads, presses, reads, stops."""
    environment = {**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    with subprocess.Popen(sys.argv[1:], env=environment) as process:
        try:
            root = wait_for(lambda: application(process.pid), "the application")
            nodes = wait_for(lambda: list(walk(root)), "the tree")
            before = [told(node) for node in nodes]
            by_name = {
                (each["role"], each["name"]): node for each, node in zip(before, nodes, strict=True)
            }
            start, stop = by_name["push button", "Start"], by_name["push button", "Stop"]
            plot = next(node for (_, name), node in by_name.items() if name.startswith("Depth of"))
            press(start)
            wait_for(lambda: is_sensitive(stop), "a run")
            wait_for(lambda: "peak" in description(plot), "the plot to say its figures")
            during = [told(plot)]
            press(stop)
            wait_for(lambda: is_sensitive(start), "the run's end")
        finally:
            process.terminate()
    print(json.dumps({"before": before, "during": during}))


if __name__ == "__main__":
    main()
