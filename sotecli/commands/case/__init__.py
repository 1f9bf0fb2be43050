"""`sote case`: clientships on the path of an operating model; one file a kind of command."""

from sotecli.commands.case import estimate, opening, steps
from sotecli.commands.case.group import app

__all__ = ["app", "estimate", "opening", "steps"]
