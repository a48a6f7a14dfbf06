"""Executed first in every spawned interpreter and in the forkserver; FOLDER and CHILD are given.

It loads the probe by file path under the name `_queuescope`. Whatever goes wrong here, the child
goes on unobserved: a probe never breaks the observed (truth 2).
"""

try:
    import importlib.util
    import os
    import sys

    if "_queuescope" not in sys.modules:
        package = os.path.dirname(globals()["CHILD"])
        spec = importlib.util.spec_from_file_location(
            "_queuescope",
            os.path.join(package, "__init__.py"),
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
