"""The report of the attack on a release: what was hidden, and what an outsider could still say of it."""

from collections.abc import Sequence
from typing import NamedTuple

from sotecli.core.codes import Form
from sotecli.core.proof import Finding
from sotecli.core.suppression import Publishable, numbers
from sotecli.i18n import _
from sotecli.render import output


class Checked(NamedTuple):
    """What the attack's report counts; its keys in JSON."""

    figures: int
    hidden: int
    repeated: int
    attacked: int
    narrow: int
    narrowest: tuple[int, int] | None
    releases: int
    verdict: str


def attack(form: Form, publishable: Publishable, findings: Sequence[Finding], releases: int) -> None:
    """The attack's report; it was made beside so many earlier releases."""
    found = _checked(publishable, findings, releases)
    if form is Form.JSON:
        output.document({"attack": found._asdict()})
        return
    closest = _("nothing")
    if found.narrowest:
        least, most = found.narrowest
        closest = _("{least}–{most} persons").format(least=least, most=most)
    pairs = [
        (_("figures in the report"), str(found.figures)),
        (_("hidden figures"), str(found.hidden)),
        (_("figures repeated from an earlier release"), str(found.repeated)),
        (_("small or hidden figures that were tried"), str(found.attacked)),
        (_("the closest that an outsider can say"), closest),
        (_("earlier releases that it was compared with"), str(found.releases)),
    ]
    output.fields(form, pairs, title=_("Check of the protection"))
    safe = _("Result: hidden figures cannot be concluded. The report may be published.")
    broken = _("Result: hidden figures could be concluded. The report may not be published.")
    output.say(broken if found.narrow else safe)
    output.say()


def _checked(publishable: Publishable, findings: Sequence[Finding], releases: int) -> Checked:
    report = publishable.report
    rows = [row for table in report.tables for row in table.rows]
    narrow = sum(not found.every for found in findings)
    closest = min(findings, key=lambda found: (found.most - found.least, found.cell), default=None)
    return Checked(
        figures=numbers(publishable)[1],
        hidden=sum(metric.suppressed for metric in report.metrics) + sum(row.suppressed for row in rows),
        repeated=sum(figure.since is not None for part in (report.metrics, rows) for figure in part),
        attacked=len(findings),
        narrow=narrow,
        narrowest=(closest.least, closest.most) if closest else None,
        releases=releases,
        verdict="broken" if narrow else "safe",
    )
