"""`sote service`: the directory of services; one file a kind of command."""

from sotecli.commands.service import entries, looking, moving
from sotecli.commands.service.group import app

__all__ = ["app", "entries", "looking", "moving"]
