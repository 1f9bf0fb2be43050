"""The process: `sote` and `python -m sotecli`."""

import gc
import os
import sys
from contextlib import suppress

ENOUGH_OBJECTS = 100_000
INTERRUPTED = 130


def run() -> None:
    """Run one command and leave with its exit code."""
    with suppress(ImportError, OSError, ValueError):  # Windows has none
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash must not leave the memory on the disk
    gc.set_threshold(ENOUGH_OBJECTS)  # a run is short: collecting while typer is imported only costs time
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # somebody closed it
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115
        getattr(sys, name).reconfigure(errors="replace")  # never die of an old character set
    try:
        from sotecli.cli import main  # noqa: PLC0415

        code = main()
    except KeyboardInterrupt:
        code = INTERRUPTED
    with suppress(OSError, AttributeError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)  # the file is closed; taking thousands of modules apart would take a fifth of the morning command


if __name__ == "__main__":
    run()
