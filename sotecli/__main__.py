"""The process: `sote` and `python -m sotecli`."""

import gc

ENOUGH_OBJECTS = 100_000


def run() -> None:
    """Run one command and leave with its exit code."""
    gc.set_threshold(ENOUGH_OBJECTS)  # a run is short: collecting while typer is imported only costs time
    from sotecli.cli import main  # noqa: PLC0415

    raise SystemExit(main())


if __name__ == "__main__":
    run()
