"""The process: `sote` and `python -m sotecli`."""

import gc
from contextlib import suppress

ENOUGH_OBJECTS = 100_000


def run() -> None:
    """Run one command and leave with its exit code."""
    with suppress(ImportError, OSError, ValueError):  # Windows has none
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash must not leave the memory on the disk
    gc.set_threshold(ENOUGH_OBJECTS)  # a run is short: collecting while typer is imported only costs time
    from sotecli.cli import main  # noqa: PLC0415

    raise SystemExit(main())


if __name__ == "__main__":
    run()
