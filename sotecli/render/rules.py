"""Deadline rules and what they would give."""

from collections.abc import Sequence
from datetime import date

from sotecli.core.codes import Form
from sotecli.core.followup import Day
from sotecli.core.limits import Age, Limit
from sotecli.core.request import Request
from sotecli.core.rules import Rule
from sotecli.i18n import N_, _, ngettext
from sotecli.render import labels, output, words
from sotecli.render.followup import day_documents, days_table
from sotecli.render.labels import label
from sotecli.render.output import NOTHING

MOST_DAYS = 40
COVERS = {
    "adults": N_("adults"),
    "child": N_("children"),
    "disabled-vpl": N_("disabled persons (675/2023)"),
    "everyone": N_("everyone"),
    "highest-care-allowance": N_("those with the highest care allowance"),
    "income-support": N_("those who apply for income support"),
    "older-person": N_("older persons"),
    "over-75": N_("persons over 75"),
    "special-support-child": N_("children who need special support"),
    "under-23": N_("children and those under 23"),
}
STARTS = {
    "application": N_("application"),
    "contact": N_("contact with the unit"),
    "contact-for-services": N_("contact to get services"),
    "decision": N_("decision"),
    "first-visit": N_("first visit"),
    "knowledge": N_("an employee learns of the need"),
    "need-assessed": N_("the need is assessed"),
    "need-established": N_("the need is established"),
    "pending": N_("the matter becomes pending"),
    "referral": N_("the referral arrives"),
    "request": N_("request"),
}
CONFIDENCE = {
    "H": N_("read in the law"),
    "M": N_("from a secondary source: check it before you rely on it"),
    "L": N_("not checked: do not rely on it"),
}


def rule_document(rule: Rule) -> dict[str, object]:
    """A rule as JSON."""
    return {
        "id": rule.ident,
        "law": rule.law or None,
        "kind": rule.kind,
        "covers": rule.covers,
        "start": rule.start,
        "length": rule.length,
        "unit": rule.unit,
        "calendar": rule.calendar,
        "milestone": rule.milestone,
        "valid_from": rule.valid_from.isoformat() if rule.valid_from else None,
        "valid_to": rule.valid_to.isoformat() if rule.valid_to else None,
        "source": rule.source,
        "confidence": rule.confidence,
    }


def listing(form: Form, rules: Sequence[Rule]) -> None:
    """Many rules, one a row."""
    if form is Form.JSON:
        output.document([rule_document(rule) for rule in rules])
        return
    columns = [_("rule"), _("within"), _("who"), _("what must have happened")]
    rows = [
        [rule.ident, length(rule), label(COVERS, rule.covers), label(labels.MILESTONES, rule.milestone)]
        for rule in rules
    ]
    output.table(form, columns, rows)


def shown(form: Form, rule: Rule) -> None:
    """One rule with its source."""
    if form is Form.JSON:
        output.document(rule_document(rule))
        return
    output.fields(form, _pairs(rule))


def whatif(form: Form, request: Request, rule: Rule | None, limit: Limit | Age, days: Sequence[Day]) -> None:
    """What another start or another rule would give for a request."""
    if form is Form.JSON:
        kind = "promise" if rule is None else rule.kind
        output.document(
            {
                "ref": request.ref,
                "kind": kind,
                "rule": rule_document(rule) if rule else None,
                "due_on": request.due_on.isoformat(),
                **_limit_document(limit),
                "days": day_documents(days),
            }
        )
        return
    pairs = [(_("reference"), request.ref), (_("promised now"), words.long_day(request.due_on))]
    pairs += [(_("rule"), _("the unit's own promise"))] if rule is None else _pairs(rule)
    output.fields(form, pairs + _limit_pairs(limit))
    if 0 < len(days) <= MOST_DAYS:
        output.say()
        days_table(form, days)


def length(rule: Rule) -> str:
    """How long the rule gives, in words."""
    if rule.length is None:
        return _("without delay")
    if rule.length == 0:
        return _("the same working day")
    forms = {
        "working-day": ngettext("{count} working day", "{count} working days", rule.length),
        "day": ngettext("{count} day", "{count} days", rule.length),
        "week": ngettext("{count} week", "{count} weeks", rule.length),
        "month": ngettext("{count} month", "{count} months", rule.length),
    }
    return forms[rule.unit].format(count=rule.length)


def _pairs(rule: Rule) -> list[tuple[str, str]]:
    what = [
        (_("from when"), label(STARTS, rule.start)),
        (_("what must have happened"), label(labels.MILESTONES, rule.milestone)),
        (_("within"), length(rule)),
    ]
    if rule.kind == "promise":
        return [(_("rule"), rule.ident), *what, (_("source"), _("the unit's own promise"))]
    return [
        (_("rule"), rule.ident),
        (_("law"), rule.law),
        (_("who"), label(COVERS, rule.covers)),
        *what,
        *_validity(rule),
        (_("source"), rule.source),
        (_("how sure"), label(CONFIDENCE, rule.confidence)),
    ]


def _validity(rule: Rule) -> list[tuple[str, str]]:
    """From when to when the rule holds, if that is known."""
    if rule.valid_from is None and rule.valid_to is None:
        return []
    return [(_("in force"), f"{_day(rule.valid_from)} – {_day(rule.valid_to)}")]


def _limit_pairs(limit: Limit | Age) -> list[tuple[str, str]]:
    if isinstance(limit, Age):
        age = ngettext("{count} day", "{count} days", limit.days).format(count=limit.days)
        return [
            (_("counted from"), words.long_day(limit.start)),
            (_("last day"), _("the law says “without delay”; only the age of the matter can be shown")),
            (_("age"), age),
        ]
    pairs = [(_("counted from"), words.long_day(limit.start)), (_("last day"), words.long_day(limit.raw))]
    if limit.rolled == limit.raw:
        return pairs
    return [*pairs, (_("may move to (150/1930, 5 §)"), words.long_day(limit.rolled))]


def _limit_document(limit: Limit | Age) -> dict[str, object]:
    start = limit.start.isoformat()
    if isinstance(limit, Age):
        return {"start": start, **dict.fromkeys(("raw", "rolled", "plan_by", "why")), "age_days": limit.days}
    return {
        "start": start,
        "raw": limit.raw.isoformat(),
        "rolled": limit.rolled.isoformat(),
        "plan_by": min(limit.raw, limit.rolled).isoformat(),
        "why": limit.why,
        "age_days": None,
    }


def _day(day: date | None) -> str:
    return words.long_day(day) if day else NOTHING
