"""The base of all mistakes, and the two that are nobody's rule: an interruption and a bug."""

from collections.abc import Sequence

from sotecli.i18n import N_


class SoteError(Exception):
    """A mistake that has a name, an exit code and a next step."""

    exit_code = 3
    code = "bug"
    rule = ""
    message = ""
    hint = ""
    findings: Sequence["SoteError"] = ()
    """What makes up the mistake, where it is made of several; each is told on a line of its own."""
    refs: Sequence[str] = ()
    """The references that the sentences tell, beside the one that was asked for."""

    def __init__(self, **values: object) -> None:
        super().__init__(type(self).__name__)
        self.values = values


class InterruptedByUserError(SoteError):
    """Ctrl-C."""

    exit_code, code = 130, "interrupted"
    message = N_("Interrupted. Nothing was half written.")


class BugError(SoteError):
    """A mistake in `sote` itself."""

    message = N_("sote made a mistake of its own (report {report}).")
    hint = N_("Nothing was half written. Please tell the maintainers the report number and what you were doing.")
