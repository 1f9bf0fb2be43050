"""What a rule refuses about referrals and appointments alike: exit code 5."""

from sotecli.errors.refused import RefusedError
from sotecli.i18n import N_


class GoesWithMatterError(RefusedError):
    """Another worker for a referral or appointment whose request or case goes on."""

    rule = "goes-with-its-matter"
    message = N_("{ref} goes with {matter}, which is still open, and has its worker.")
    hint = N_("Give them that one, and {ref} goes with it: sote worker assign {matter} {worker}.")


class ArrangementOverError(RefusedError):
    """Another worker for a referral or appointment that is over."""

    rule = "open-arrangement"
    message = N_("{ref} is over, so nobody needs to take it over.")
    hint = N_("`sote referral list` and `sote appointment list` show those that are open.")
