"""Executed first in every spawned interpreter and in the forkserver; FOLDER and CHILD are given.

It loads the probe by file path under the name `_queuescope`. Whatever goes wrong here, the child
goes on unobserved: a probe never breaks the observed (truth 2).
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType

try:
    import importlib.util
    import os
    import sys

    if "_queuescope" not in sys.modules:
        import _imp
        from importlib.machinery import FileFinder, SourceFileLoader

        class NamelessLoader(SourceFileLoader):
            """Code without a file's name: what measures a program's files leaves it out."""

            def get_code(self, fullname: str) -> CodeType | None:
                """The module's code, compiled or from the cache."""
                code = super().get_code(fullname)
                name = f"<queuescope>/{os.path.basename(self.path)}"
                _imp._fix_co_filename(code, name)  # type: ignore[attr-defined]
                return code

        package = os.path.dirname(globals()["CHILD"])
        sys.path_importer_cache[package] = FileFinder(package, (NamelessLoader, [".py"]))
        main = os.path.join(package, "__init__.py")
        spec = importlib.util.spec_from_file_location(
            "_queuescope",
            main,
            loader=NamelessLoader("_queuescope", main),
            submodule_search_locations=[package],
        )
        if spec is not None and spec.loader is not None:
            probe = importlib.util.module_from_spec(spec)
            sys.modules["_queuescope"] = probe
            try:
                spec.loader.exec_module(probe)
            except BaseException:
                del sys.modules["_queuescope"]
                raise
            probe.install(globals()["FOLDER"])
except Exception as problem:
    try:
        sys.stderr.write(f"queuescope: not observing this process: {problem!r}\n")
    except Exception:
        pass
