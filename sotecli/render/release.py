"""The report of the attack on a release: what was hidden, and what an attacker could still say of it."""

from sotecli.core.codes import Form
from sotecli.core.proof import Finding
from sotecli.i18n import _
from sotecli.render import output

OPEN_END = "…"


def attack(form: Form, numbers: tuple[int, int], findings: list[Finding], releases: int) -> None:
    """The attack's report; `numbers` are the figures that are shown and all there are."""
    shown, every = numbers
    narrowest = min(findings, key=lambda found: (found.most - found.least, found.cell), default=None)
    if form is Form.JSON:
        output.document(
            {
                "attack": {
                    "figures": every,
                    "hidden": every - shown,
                    "attacked": len(findings),
                    "narrow": sum(not found.every for found in findings),
                    "narrowest": [narrowest.least, narrowest.most] if narrowest else None,
                    "releases": releases,
                }
            }
        )
        return
    least = f"{narrowest.least}–{narrowest.most}" if narrowest else output.NOTHING
    pairs = [
        (_("figures"), str(every)),
        (_("hidden or of an earlier day"), str(every - shown)),
        (_("small groups and hidden rows that were attacked"), str(len(findings))),
        (_("the narrowest that an attacker can say of one"), least),
        (_("earlier releases of the same persons"), str(releases)),
    ]
    output.fields(form, pairs, title=_("The attack on this report"))
