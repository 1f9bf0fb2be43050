"""`sote appointment`: appointments and the way on after a missed one; one file a kind of command."""

from sotecli.commands.appointment import booking, listing, recovery
from sotecli.commands.appointment.group import app

__all__ = ["app", "booking", "listing", "recovery"]
