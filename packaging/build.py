"""Builds what people download, for the system it runs on: `make package`.

    icons, licences --> PyInstaller: one folder --> finish --> Linux    .tar.xz and .deb
                                                               Windows  .zip and an installer
                                                               macOS    .app in a .dmg

Everything is made below build/package; what is for others comes into dist.
"""

from __future__ import annotations

import compileall
import os
import platform
import py_compile
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BUILD = ROOT / "build" / "package"
BUNDLE = BUILD / "dist" / "queuescope"
OUT = ROOT / "dist"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
VERSION = PROJECT["version"]
DEPENDS = "libgl1, libegl1, fontconfig"
XZ_LEVEL = os.environ.get("PACKAGE_XZ_LEVEL", "6")
_GLIBC = re.compile(rb"GLIBC_2\.(\d+)\b")


def main() -> None:
    """Builds everything for this system, and prints what came out."""
    freeze()
    finish()
    OUT.mkdir(exist_ok=True)
    make = {"linux": for_linux, "win32": for_windows, "darwin": for_macos}[sys.platform]
    made = make()
    print(f"{BUNDLE}: {sum(f.stat().st_size for f in files(BUNDLE)) / 1e6:.0f} MB unpacked")
    for path in made:
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


def run(*command: str | Path, **options: object) -> None:
    """Runs a command that must succeed."""
    subprocess.run([str(word) for word in command], check=True, **options)  # type: ignore[call-overload]


def files(folder: Path) -> list[Path]:
    """All regular files in a folder, each once."""
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def freeze() -> None:
    """The folder with the application."""
    shutil.rmtree(BUILD, ignore_errors=True)
    run(sys.executable, HERE / "icons.py", BUILD / "icons")
    run(
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
        "--distpath", BUILD / "dist", "--workpath", BUILD / "work", HERE / "queuescope.spec",
        cwd=ROOT,
    )  # fmt: skip


def finish() -> None:
    """Makes it smaller, and quicker to start."""
    inside = BUNDLE / "_internal"
    if sys.platform == "linux":
        for library in inside.glob("libpython*.so*"):  # this one alone: others do not survive it
            run("strip", "--strip-unneeded", library)
    compileall.compile_dir(
        inside / "engine" / "observe",
        quiet=2,
        stripdir=str(BUNDLE),
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
    shutil.copy(ROOT / "LICENSE", BUNDLE / "LICENSE.txt")


def for_linux() -> list[Path]:
    """A tarball to unpack and double-click, and a package for Debian and Ubuntu."""
    return [tarball(), debian_package()]


def tarball() -> Path:
    """One folder with a desktop entry that starts what lies beside it."""
    name = f"queuescope-{VERSION}"
    made = OUT / f"{name}-linux-{platform.machine()}.tar.xz"
    entry = BUNDLE / "Queuescope.desktop"
    shutil.copy(HERE / "linux" / "portable.desktop", entry)
    entry.chmod(0o755)
    pack = ["tar", "--sort=name", "--owner=0", "--group=0", "--numeric-owner",
            f"--transform=s,^queuescope,{name},", "-C", str(BUNDLE.parent), "-cf", "-",
            "queuescope"]  # fmt: skip
    with made.open("wb") as file, subprocess.Popen(pack, stdout=subprocess.PIPE) as packer:
        run("xz", "-T0", f"-{XZ_LEVEL}", stdin=packer.stdout, stdout=file)
    if packer.returncode:
        sys.exit("tar failed")
    entry.unlink()
    return made


def debian_package() -> Path:
    """With desktop entry, icons, and the type of scenario files."""
    root = BUILD / "deb"
    shutil.copytree(BUNDLE, root / "opt" / "queuescope", symlinks=True)
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "queuescope").symlink_to("/opt/queuescope/queuescope")
    share = root / "usr" / "share"
    put(HERE / "linux" / "queuescope.desktop", share / "applications" / "queuescope.desktop")
    put(HERE / "linux" / "queuescope.xml", share / "mime" / "packages" / "queuescope.xml")
    icons = share / "icons" / "hicolor"
    for icon in (BUILD / "icons").glob("queuescope-*.png"):
        size = icon.stem.rpartition("-")[2]
        put(icon, icons / f"{size}x{size}" / "apps" / "queuescope.png")
    put(ROOT / "resources/icons/queuescope.svg", icons / "scalable" / "apps" / "queuescope.svg")
    put(ROOT / "LICENSE", share / "doc" / "queuescope" / "copyright")
    size_kb = sum(path.stat().st_size for path in files(root)) // 1024
    architecture = {"x86_64": "amd64", "aarch64": "arm64"}[platform.machine()]
    control = (HERE / "linux" / "control").read_text(encoding="utf-8")
    (root / "DEBIAN").mkdir()
    (root / "DEBIAN" / "control").write_text(
        control.format(
            version=VERSION,
            architecture=architecture,
            size_kb=size_kb,
            depends=f"libc6 (>= 2.{newest_glibc(BUNDLE)}), {DEPENDS}",
            description=PROJECT["description"],
        ),
        encoding="utf-8",
    )
    made = OUT / f"queuescope_{VERSION}_{architecture}.deb"
    run("dpkg-deb", "--root-owner-group", "-Zxz", f"-z{XZ_LEVEL}", "--build", root, made)
    return made


def put(source: Path, target: Path) -> None:
    """Copies a file for all to read."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o644)


def newest_glibc(folder: Path) -> int:
    """The y of the newest symbol version GLIBC_2.y that any binary asks for."""
    asked = {
        int(number)
        for path in files(folder)
        if ".so" in path.name or path.name == "queuescope"
        for number in _GLIBC.findall(path.read_bytes())
    }
    return max(asked)


def for_windows() -> list[Path]:
    """A zip, and where Inno Setup is installed an installer for one user."""
    name = f"queuescope-{VERSION}-windows-{platform.machine().lower()}"
    made = [Path(shutil.make_archive(str(OUT / name), "zip", BUNDLE.parent, "queuescope"))]
    compiler = shutil.which("iscc") or shutil.which(r"C:\Program Files (x86)\Inno Setup 6\ISCC.exe")
    if compiler is None:
        print("Inno Setup was not found: no installer", file=sys.stderr)
        return made
    recipe = HERE / "windows" / "queuescope.iss"
    run(compiler, "/Q", f"/DVersion={VERSION}", f"/DBundle={BUNDLE}", f"/O{OUT}",
        f"/F{name}-setup", recipe)  # fmt: skip
    return [*made, OUT / f"{name}-setup.exe"]


def for_macos() -> list[Path]:
    """The application, signed ad hoc, in a disk image with a link to Applications."""
    application = BUNDLE.parent / "Queuescope.app"
    shutil.copy(ROOT / "LICENSE", application / "Contents" / "Resources" / "LICENSE.txt")
    run("codesign", "--force", "--deep", "--sign", "-", application)
    run("codesign", "--verify", "--deep", "--strict", application)
    made = OUT / f"queuescope-{VERSION}-macos-{platform.machine()}.dmg"
    run(sys.executable, "-m", "dmgbuild", "-s", HERE / "macos" / "dmg.py", "-D",
        f"application={application}", f"Queuescope {VERSION}", made)  # fmt: skip
    return [made]


if __name__ == "__main__":
    main()
