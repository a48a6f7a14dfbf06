"""The version, from its one place: `project.version` in pyproject.toml, as it was installed."""

from __future__ import annotations


def version() -> str | None:
    """This application's version, or None when it runs from a folder that was never installed."""
    from importlib import metadata  # here, since it takes a while and few need it

    try:
        return metadata.version("queuescope")
    except metadata.PackageNotFoundError:
        return None
