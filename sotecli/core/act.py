"""Who does what, when and on what ground: the head of every event and log entry."""

from datetime import datetime
from typing import NamedTuple


class Act(NamedTuple):
    """One act of one worker."""

    worker: str
    at: datetime
    action: str
    """The command, such as `request.close`."""
    purpose: str = ""
    fields: str = "codes"
    """The class of what is shown or changed: `codes`, `contact`, `history`, `counts`."""
    dry_run: bool = False
    """The act is shown and then taken back; only the log keeps that it was shown."""
