"""`sote referral`: where people were referred to, and whether they arrived; one file a kind of command."""

from sotecli.commands.referral import looking, making, outcomes, slip
from sotecli.commands.referral.group import app

__all__ = ["app", "looking", "making", "outcomes", "slip"]
