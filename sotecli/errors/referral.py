"""What a rule refuses about referrals: exit code 5."""

from sotecli.errors.refused import RefusedError
from sotecli.i18n import N_


class ConsentFirstError(RefusedError):
    """A consent that is later than the sending."""

    rule = "consent-first"
    message = N_("The consent of {consent} is later than the sending, {sent}.")
    hint = N_("Nothing is sent before the person has agreed to it. Check --consent-on and --sent.")


class PromiseFirstError(RefusedError):
    """A promised day that is earlier than the sending."""

    rule = "promise-after-sending"
    message = N_("The promised day {promised} lies before the sending, {sent}.")
    hint = N_("A service is promised for the day of the sending or a later one. Check --promised and --sent.")


class NothingToReferError(RefusedError):
    """A new referral from something that has ended."""

    rule = "referral-of-open-matter"
    message = N_("{ref} has ended, so no new referral can be made from it.")
    hint = N_("A referral is made from an open request or case, or from a request that ended as guided or supported.")


class OpenReferralError(RefusedError):
    """A second referral of one person's matter to one service while the first is open."""

    rule = "one-open-referral"
    message = N_("{matter} has an open referral to {service} already: {ref}.")
    hint = N_("Go on with {ref}, or end it first: sote referral outcome {ref} ended.")


class ClosedReferralError(RefusedError):
    """Something about a referral that has ended."""

    rule = "open-referral"
    message = N_("{ref} has ended.")
    hint = N_("`sote referral show {ref}` shows how. If that was a mistake: sote referral undo {ref}.")


class ReferralOrderError(RefusedError):
    """An outcome that cannot follow."""

    rule = "referral-order"
    message = N_("{ref}: {outcome} cannot follow. It stands at: {stands}.")
    hint = N_("What may follow: {allowed}.")


class ReferralDayError(RefusedError):
    """A day before the one on which something was sent, answered or begun."""

    rule = "referral-day"
    message = N_("{ref}: {day} lies before its start or its latest entry, {latest}.")
    hint = N_("Check the day. If the latest entry is wrong, take it back: sote referral undo.")


class NothingEnteredError(RefusedError):
    """Nothing to take back."""

    rule = "referral-entry"
    message = N_("{ref}: nothing has been entered since it was sent.")
    hint = N_("If it was sent in error: sote referral outcome {ref} ended --party unit --reason error.")
