"""Saying on a terminal that something takes a while. Nobody else hears of it: not a file, not a program."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from threading import Timer

PATIENCE = 0.7
"""Seconds for which a person waits without wondering."""


@contextmanager
def working(text: str) -> Iterator[None]:
    """Show the text with something that moves for as long as the work lasts, if it lasts."""
    if not sys.stderr.isatty():
        yield
        return
    with ExitStack() as shown:
        timer = Timer(PATIENCE, lambda: shown.enter_context(_moving(text)))
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()  # what has just begun to show must be there to be taken away


def _moving(text: str) -> AbstractContextManager[object]:
    from rich.console import Console  # noqa: PLC0415 (only who waits pays for rich)
    from rich.text import Text  # noqa: PLC0415

    return Console(stderr=True).status(Text(text))
