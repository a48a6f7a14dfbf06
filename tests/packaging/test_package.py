"""The packages, as people get them: unpacked where no Python is, started, clicked, killed."""

from __future__ import annotations

import configparser
import json
import os
import re
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from PySide6.QtGui import QGuiApplication, QImage

from engine.collect import Session
from engine.platform import frozen
from tests.packaging.desktop import (
    ROOT,
    Installed,
    Window,
    read_json,
    scenario,
    wait_for,
    window,
    windows,
)

pytestmark = [pytest.mark.package, pytest.mark.skipif(sys.platform != "linux", reason="Linux's")]

MOST_PACKED_BYTES = 60_000_000
MOST_UNPACKED_BYTES = 200_000_000
GONE_S = 2.0
SLOWER_THAN_SOURCE = 1.3
METHODS = ("spawn", "forkserver", "fork")
PICTURES = ROOT / "build" / "package" / "pictures"


def package(pattern: str) -> Path:
    found = sorted((ROOT / "dist").glob(pattern), key=lambda path: path.stat().st_mtime)
    assert found, f"there is no {pattern} in dist: make package first"
    return found[-1]


def size_of(folder: Path) -> int:
    """Of the files in it, those with several names once."""
    files = {path.stat().st_ino: path.stat().st_size for path in folder.rglob("*")
             if path.is_file() and not path.is_symlink()}  # fmt: skip
    return sum(files.values())


@pytest.fixture(scope="session")
def tools(tmp_path_factory):
    """All that is on this user's PATH: what a desktop entry needs, and no Python."""
    folder = tmp_path_factory.mktemp("bin")
    for name in ("sh", "dirname", "readlink"):
        (folder / name).symlink_to(shutil.which(name))
    return folder


@pytest.fixture(scope="session")
def unpacked(tmp_path_factory):
    """The tarball, unpacked into a folder of a name that breaks careless programs."""
    folder = tmp_path_factory.mktemp("packages") / "我的 下载 & more"
    folder.mkdir()
    subprocess.run(["tar", "-xf", package("*.tar.xz"), "-C", folder], check=True)
    return next(folder.iterdir())


@pytest.fixture(scope="session")
def debian(tmp_path_factory):
    """The .deb, unpacked as dpkg would do it."""
    folder = tmp_path_factory.mktemp("debian")
    subprocess.run(["dpkg-deb", "-x", package("*.deb"), folder], check=True)
    return folder


@pytest.fixture
def app(unpacked, tmp_path, tools):
    installed = Installed(unpacked, tmp_path / "home", tools)
    yield installed
    installed.close()


@pytest.fixture(scope="session")
def start_button(tmp_path_factory):
    """Where Start is in a new window: asked of the same window, opened from source."""
    code = (
        "from PySide6.QtCore import QPoint, QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from gui.app import App\n"
        "q = QApplication([]); app = App(q); w = app.window; w.show()\n"
        "def tell():\n"
        "    button = w.toolbar.widgetForAction(w.start)\n"
        "    at = button.mapTo(w, button.rect().center()); print(at.x(), at.y()); q.quit()\n"
        "QTimer.singleShot(200, tell); q.exec()\n"
    )
    home = tmp_path_factory.mktemp("source")
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": str(ROOT)}
    for name in [name for name in environment if name.startswith("XDG_")]:
        del environment[name]
    told = subprocess.check_output([sys.executable, "-c", code], env=environment, text=True)
    x, y = map(int, told.split())
    return x, y


def keep_picture(name: str) -> None:
    """The whole display, as soon as the window in it is painted, for somebody to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    QGuiApplication.instance() or QGuiApplication([])
    screen = QGuiApplication.primaryScreen()
    image = wait_for(lambda: painted(screen.grabWindow(0).toImage()), "a painted window")
    assert image.save(str(PICTURES / f"{name}.png"))


def painted(image: QImage) -> QImage | None:
    """The picture, if the upper half of it, where the window is, is mostly its light ground."""
    spots = [image.pixelColor(x, y).lightness() for x in range(0, image.width(), 16)
             for y in range(40, image.height() // 2, 16)]  # fmt: skip
    return image if sum(spot > 200 for spot in spots) > len(spots) * 0.6 else None


def start_run(app: Installed, shown: Window, button: tuple[int, int], least: int = 3) -> None:
    """Clicks Start, and sees processes come."""
    before = len(app.processes())
    shown.click(*button)
    wait_for(lambda: len(app.processes()) >= before + least, "processes of the run")


def test_packages_are_small_enough(unpacked, debian):
    for pattern in ("*.tar.xz", "*.deb"):
        assert package(pattern).stat().st_size <= MOST_PACKED_BYTES
    assert size_of(unpacked) <= MOST_UNPACKED_BYTES
    assert size_of(debian) <= MOST_UNPACKED_BYTES


@pytest.mark.parametrize("method", METHODS)
def test_a_scenario_runs_in_the_terminal(app, tmp_path, method):
    file = scenario(tmp_path / "厨房 1.queuescope", start_method=method, time_scale=50.0)
    done = app.tell("run", "--json", file)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["outcome"], report["produced"], report["taken"]) == ("finished", 12, 12)
    assert len(report["workers"]) == 6
    wait_for(lambda: not app.processes(), "all processes to be gone")


def test_a_whole_run_is_driven_by_the_mouse(app, tmp_path, start_button):
    file = scenario(tmp_path / "厨房.queuescope", time_scale=20.0)
    app.runs.start("window", file)
    shown = window("厨房.queuescope – ")
    start_run(app, shown, start_button)
    wait_for(lambda: len(app.processes()) == 1, "the run's end")
    shown.press("ctrl+r")
    dialog = window("^Save report$")
    report_file = tmp_path / "report.json"
    dialog.type(str(report_file))
    dialog.press("Return")
    report = read_json(report_file)
    assert (report["outcome"], report["produced"], report["taken"]) == ("finished", 12, 12)
    wait_for(lambda: not windows("^Save report$"), "the dialog to close")
    keep_picture("run")
    shown.press("ctrl+q")
    wait_for(lambda: not app.processes(), "the application's end")
    assert app.started[0].wait(5) == 0
    log = (app.logs / "queuescope.log").read_text(encoding="utf-8")
    assert "WARNING qt" not in log, "Qt found fault with something"
    assert not list(app.logs.glob("running-*")), "an orderly end leaves nothing to report"
    assert not list((app.home / "tmp").iterdir())


def test_it_speaks_chinese(app):
    app.settings(language="zh_CN", theme="light")
    app.runs.start()
    shown = window("点心厨房 – Queuescope")
    keep_picture("chinese")
    shown.press("ctrl+q")
    wait_for(lambda: not app.processes(), "the application's end")


@pytest.mark.parametrize("name", ["broken", "fixed"])
def test_a_lessons_program_runs_and_is_observed(app, name):
    session = Session()
    try:
        program = app.folder / "_internal" / "resources" / "lessons" / "01-isolation" / f"{name}.py"
        done = app.tell(frozen.OBSERVED, session.folder, program)
        assert done.returncode == 0, done.stderr
        assert "worker: ['bun', 'dumpling']" in done.stdout
        assert "main: [" in done.stdout
        assert len({packet.process for packet in session.poll(0.5)}) == 2
    finally:
        session.close()


@pytest.mark.parametrize("method", METHODS)
def test_a_killed_window_takes_its_run_with_it(app, tmp_path, start_button, method):
    file = scenario(tmp_path / "endless.toml", preset="unbounded-growth", start_method=method)
    process = app.runs.start("window", file)
    start_run(app, window("endless.toml"), start_button)
    workers = [each for each in app.processes() if each.pid != process.pid]
    for worker in workers:
        maps = Path(f"/proc/{worker.pid}/maps").read_text(encoding="utf-8")
        assert "libQt6" not in maps, "a run's process has loaded Qt"
    process.send_signal(signal.SIGKILL)
    process.wait()
    wait_for(lambda: not app.left(), "all of it to be gone", GONE_S)


@pytest.mark.parametrize("method", METHODS)
def test_a_killed_main_process_takes_its_workers_with_it(app, tmp_path, start_button, method):
    file = scenario(tmp_path / "endless.toml", preset="unbounded-growth", start_method=method)
    process = app.runs.start("window", file)
    shown = window("endless.toml")
    start_run(app, shown, start_button)
    (main,) = (each for each in psutil.Process(process.pid).children() if each.children())
    main.kill()
    wait_for(lambda: [each.pid for each in app.processes()] == [process.pid], "the rest", GONE_S)
    keep_picture(f"main process killed, {method}")
    shown.press("ctrl+q")
    wait_for(lambda: not app.left(), "the application's end")


def test_a_second_start_brings_a_second_window_that_works(app, tmp_path, start_button):
    files = [scenario(tmp_path / f"{name}.toml", time_scale=0.5) for name in ("one", "two")]
    app.runs.start("window", files[0])
    first = window("one.toml")
    app.runs.start("window", files[1])
    second = window("two.toml")
    assert second.place != first.place, "one window hides the other"
    for each in (first, second):
        start_run(app, each, start_button)
    keep_picture("two")
    app.started[0].send_signal(signal.SIGTERM)
    wait_for(lambda: app.started[0].poll() is not None, "the first window's end")
    assert app.started[1].poll() is None


def test_a_crash_is_reported_at_the_next_start(app):
    app.runs.start()
    window("Queuescope")
    app.started[0].send_signal(signal.SIGSEGV)
    assert app.started[0].wait(10) == -signal.SIGSEGV
    app.runs.start()
    main = window("Dim-sum kitchen – Queuescope")
    question = window("^Queuescope$", other_than=(main.number,))
    (report,) = app.logs.glob("crash-*.txt")
    text = report.read_text(encoding="utf-8")
    assert "Fatal Python error: Segmentation fault" in text
    assert "open_window" in text
    question.press("Return")
    window("^Crash report$")
    keep_picture("crash")


def test_a_script_runs_by_a_python_that_is_found(app, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "import os, sys\nprint(sys.executable)\nprint(os.environ.get('LD_LIBRARY_PATH'))\n",
        encoding="utf-8",
    )
    alone = app.tell("trace", script)
    assert alone.returncode == 2
    assert "--python" in alone.stderr
    done = app.tell("trace", script, PATH=str(Path(sys.executable).parent))
    assert done.returncode == 0, done.stderr
    executable, libraries = done.stdout.split()
    assert Path(executable).parent == Path(sys.executable).parent
    assert libraries == "None"
    theirs = app.tell("trace", "--python", sys.executable, script, LD_LIBRARY_PATH="/usr/local/x")
    assert theirs.stdout.split()[1] == "/usr/local/x"


DOUBLE_CLICK = """
import sys
from gi.repository import Gio
entry = Gio.DesktopAppInfo.new_from_filename(sys.argv[1])
entry.launch([Gio.File.new_for_path(path) for path in sys.argv[2:]], None)
"""  # what a file manager does; by the system's Python, which has its libraries


def entry_of(path: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str
    parser.read(path, encoding="utf-8")
    return parser["Desktop Entry"]


def test_the_tarballs_desktop_entry_starts_it(app, tmp_path, unpacked):
    double_click = ["/usr/bin/python3", "-c", DOUBLE_CLICK, str(unpacked / "Queuescope.desktop")]
    app.runs.start(command=double_click)
    window("Dim-sum kitchen – Queuescope")
    wait_for(lambda: len(app.processes()) == 1, "one process")
    file = scenario(tmp_path / "a b 粽.toml")
    app.runs.start(command=[*double_click, str(file)])
    window("a b 粽.toml")


def test_the_menus_desktop_entry_starts_it_with_a_file(debian, tmp_path, tools):
    entry = entry_of(debian / "usr/share/applications/queuescope.desktop")
    assert entry["MimeType"] == "application/x-queuescope+toml;"
    program, *words = shlex.split(entry["Exec"])
    installed = Installed(debian / "opt/queuescope", tmp_path / "home", tools)
    assert debian / program.lstrip("/") == installed.program
    file = scenario(tmp_path / "mine.queuescope")
    try:
        installed.start(*[str(file) if word == "%f" else word for word in words])
        window("mine.queuescope")
    finally:
        installed.close()


def test_the_debian_package_says_what_it_needs_and_brings_its_icons(debian):
    control = subprocess.check_output(["dpkg-deb", "-f", package("*.deb")], text=True)
    assert re.search(r"^Depends: libc6 \(>= 2\.\d+\), libgl1, libegl1, fontconfig$", control, re.M)
    assert "Recommends: fonts-noto-cjk" in control
    icons = debian / "usr/share/icons/hicolor"
    for size in (16, 24, 32, 48, 64, 128, 256, 512):
        image = QImage(str(icons / f"{size}x{size}/apps/queuescope.png"))
        assert image.width() == size
        assert image.pixelColor(size // 2, size // 2).alpha() == 255
    assert (icons / "scalable/apps/queuescope.svg").is_file()
    assert os.readlink(debian / "usr/bin/queuescope") == "/opt/queuescope/queuescope"


def test_scenario_files_are_known_and_other_toml_files_stay_what_they_are(debian, tmp_path):
    share = tmp_path / "share"
    shutil.copytree(debian / "usr/share/mime", share / "mime")
    shutil.copy("/usr/share/mime/packages/freedesktop.org.xml", share / "mime/packages")
    subprocess.run(["update-mime-database", share / "mime"], check=True, capture_output=True)

    def kind(path: Path) -> str:
        told = subprocess.check_output(
            ["gio", "info", "-a", "standard::content-type", path],
            env={**os.environ, "XDG_DATA_HOME": str(tmp_path), "XDG_DATA_DIRS": str(share)},
            text=True,
        )
        return told.rpartition(": ")[2].strip()

    ours = "application/x-queuescope+toml"
    assert kind(scenario(tmp_path / "a.queuescope")) == ours
    assert kind(scenario(tmp_path / "a.toml")) == ours
    assert kind(ROOT / "pyproject.toml") == "application/toml"


def test_all_licences_are_listed_and_packed(unpacked):
    folder = unpacked / "_internal" / "licences"
    listed = read_json(folder / "list.json")
    names = {each["name"] for each in listed}
    assert {"Python", "Qt", "PyInstaller's bootloader"} <= names
    assert all(len((folder / each["file"]).read_text(encoding="utf-8")) > 300 for each in listed)
    assert "LESSER GENERAL PUBLIC LICENSE" in (folder / "Qt.txt").read_text(encoding="utf-8")


def launch_s(command: list[str], environment: dict[str, str]) -> float:
    """Seconds until the window is on the display."""
    begin_s = time.perf_counter()
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        window("Dim-sum kitchen – Queuescope")
        return time.perf_counter() - begin_s
    finally:
        process.kill()
        process.wait()
        wait_for(lambda: not windows("Queuescope"), "the window to go")


def test_it_is_there_nearly_as_soon_as_from_source(app):
    source = [sys.executable, "-m", "gui"]
    frozen = [str(app.program)]
    launch_s(source, app.environment)  # from the disk
    launch_s(frozen, app.environment)
    ratios = [
        launch_s(frozen, app.environment) / launch_s(source, app.environment) for _ in range(5)
    ]
    assert statistics.median(ratios) <= SLOWER_THAN_SOURCE, ratios
