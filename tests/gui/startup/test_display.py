"""Whether there is a display is found out by asking it, not by believing a variable."""

from __future__ import annotations

import socket
import sys

import pytest

from gui.startup.display import display_available

pytestmark = pytest.mark.usefixtures("on_linux")


@pytest.fixture
def on_linux(monkeypatch):
    """Elsewhere there is always a display."""
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.fixture
def server(tmp_path):
    """Something that answers at a socket's path."""
    path = tmp_path / "wayland-7"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        yield path


def test_no_variable_means_no_display():
    assert not display_available({})


@pytest.mark.parametrize("display", [":997", "localhost:997.0", "nonsense", ":", ":x", "unix:998"])
def test_a_variable_without_a_server_means_no_display(display):
    assert not display_available({"DISPLAY": display})


def test_a_wayland_server_that_answers_is_a_display(server):
    folder = {"XDG_RUNTIME_DIR": str(server.parent)}
    assert display_available({**folder, "WAYLAND_DISPLAY": server.name})
    assert display_available({"WAYLAND_DISPLAY": str(server)})
    assert not display_available({**folder, "WAYLAND_DISPLAY": "wayland-8"})


def test_an_x_server_on_an_abstract_socket_is_a_display():
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("\0/tmp/.X11-unix/X996")
        listener.listen()
        assert display_available({"DISPLAY": ":996.0"})


@pytest.mark.parametrize("platform", ["offscreen", "minimal:fontconfig", "vnc:port=5900"])
def test_qt_can_draw_without_a_server_when_told_to(platform):
    assert display_available({"QT_QPA_PLATFORM": platform})
    assert not display_available({"QT_QPA_PLATFORM": "xcb"})


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_always_have_one(monkeypatch, system):
    monkeypatch.setattr(sys, "platform", system)
    assert display_available({})
