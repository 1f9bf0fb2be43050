"""Referrals: where they stand, what became of them, when somebody asks next."""

from collections.abc import Sequence

from sotecli.core.case import PLAN_RULE
from sotecli.core.codes import Form
from sotecli.core.followup import Day
from sotecli.core.moment import local
from sotecli.core.referral import CHASE_RULE, DECIDE_RULE, NEXT, RESULT_RULE, SENT, Entry, Referral
from sotecli.core.workdays import WorkCalendar
from sotecli.i18n import N_, _, ngettext
from sotecli.render import labels, output, words
from sotecli.render.arrangement_labels import (
    CONSENT,
    REFERRAL,
    REFERRAL_PARTY,
    REFERRAL_REASON,
    REFERRAL_RESULT,
    SHARED,
)
from sotecli.render.followup import day_documents, days_table
from sotecli.render.labels import label
from sotecli.render.output import NOTHING
from sotecli.render.steps import people

RULES = {
    CHASE_RULE: N_("the unit's own promise: it is asked again so many working days later (setting referral.chase)"),
    RESULT_RULE: N_("the unit's own promise: the result is asked for so long after arrival (setting referral.result)"),
    DECIDE_RULE: N_("somebody decides on the next working day how to go on, so that nobody is forgotten"),
    PLAN_RULE: N_("somebody has planned this day"),
}


def referral_document(referral: Referral) -> dict[str, object]:
    """A referral as JSON."""
    common, terms = referral.common, referral.terms
    days = {"due_on": None if common.closed_on else common.due_on, "next_on": common.next_on}
    days |= {"arrived_on": referral.arrived_on, "closed_on": common.closed_on}
    return {
        "ref": common.ref,
        "matter": common.matter,
        "service": terms.service,
        "status": "closed" if referral.is_closed else "open",
        "state": referral.state,
        "consent": terms.consent,
        "consent_on": terms.consent_on.isoformat(),
        "shares": list(terms.shares),
        "sent_on": terms.sent_on.isoformat(),
        "promised_on": terms.promised_on.isoformat() if terms.promised_on else None,
        "party": referral.party,
        "reason": referral.reason,
        "result": referral.result,
        "step": None if referral.is_closed else common.step,
        "rule": None if referral.is_closed else common.rule,
        "chases": referral.chases,
        **{key: day.isoformat() if day else None for key, day in days.items()},
        "worker": common.worker,
        "pair": common.pair,
    }


def listing(form: Form, referrals: Sequence[Referral]) -> None:
    """Many referrals, one a row."""
    if form is Form.JSON:
        output.document([referral_document(referral) for referral in referrals])
        return
    if not referrals:
        output.say(_("No referrals here."))
        return
    columns = [_("reference"), _("belongs to"), _("service"), _("how it stands"), _("next on"), _("worker")]
    rows = [
        [
            referral.ref,
            referral.common.matter,
            referral.terms.service,
            label(REFERRAL, referral.state),
            words.short_day(referral.common.next_on) if referral.common.next_on else NOTHING,
            people(referral.common) if referral.common.worker else NOTHING,
        ]
        for referral in referrals
    ]
    output.table(form, columns, rows)


def changed(form: Form, referral: Referral, done: str) -> None:
    """The answer to a change: one sentence and where the referral stands now."""
    if form is Form.JSON:
        output.document(referral_document(referral))
        return
    output.say(done)
    output.fields(form, _pairs(referral))
    if form is Form.TABLE:
        output.note(_("→ {hint}").format(hint=_next_command(referral)))


def shown(form: Form, referral: Referral, history: Sequence[Entry]) -> None:
    """Everything about one referral."""
    if form is Form.JSON:
        entries = [_entry_document(number, entry) for number, entry in enumerate(history, start=1)]
        following = {"may_follow": list(NEXT[referral.state])}
        output.document({**referral_document(referral), "history": entries, **following})
        return
    output.fields(form, _pairs(referral), title=referral.ref if form is Form.TABLE else "")
    output.say()
    columns = [_("day"), _("what is known"), _("details"), _("worker")]
    sent = [words.short_day(referral.terms.sent_on), label(REFERRAL, "sent"), "", ""]
    rows = [[words.short_day(entry.on), label(REFERRAL, entry.what), _why(entry), entry.worker] for entry in history]
    output.table(form, columns, [sent, *rows])
    if form is Form.TABLE:
        output.note(_("→ {hint}").format(hint=_next_command(referral)))


def explained(form: Form, referral: Referral, days: Sequence[Day], calendar: WorkCalendar) -> None:
    """Why somebody asks on that day: the rule, and each day from the latest that is known."""
    common, rule = referral.common, None if referral.is_closed else referral.common.rule
    if form is Form.JSON:
        document = {
            "ref": common.ref,
            "rule": rule,
            "source": "the unit's own promise" if rule else None,
            "calendar": calendar.ident,
            "start": days[0].date.isoformat() if days else None,
            "due_on": common.due_on.isoformat() if rule else None,
            "days": day_documents(days),
        }
        output.document(document)
        return
    pairs = [(_("reference"), common.ref)]
    if rule is None:
        pairs += [(_("how it stands"), label(REFERRAL, referral.state)), (_("next step"), _("nothing waits any more"))]
    else:
        pairs += [(_("next step"), _next_step(referral)), (_("rule"), _(RULES[rule]))]
    output.fields(form, pairs)
    if days:
        output.say()
        days_table(form, days)


def _pairs(referral: Referral) -> list[tuple[str, str]]:
    terms, common = referral.terms, referral.common
    told = [label(SHARED, what) for what in terms.shares]
    agreed = _("{how}, {day}").format(how=label(CONSENT, terms.consent), day=words.long_day(terms.consent_on))
    pairs = [
        (_("reference"), common.ref),
        (_("belongs to"), common.matter),
        (_("service"), terms.service),
        (_("consent"), agreed),
        (_("may be told"), words.listed(told) if told else _("nothing; the person goes there alone")),
        (_("referred"), words.long_day(terms.sent_on)),
        (_("promised by"), words.long_day(terms.promised_on) if terms.promised_on else ""),
        (_("how it stands"), label(REFERRAL, referral.state)),
        (_("why"), _why(referral)),
        (_("arrived there"), words.long_day(referral.arrived_on) if referral.arrived_on else ""),
        (_("ended on"), words.long_day(common.closed_on) if common.closed_on else ""),
        (_("next step"), _next_step(referral)),
        (_("worker"), people(common)),
    ]
    return [(name, text) for name, text in pairs if text]


def _next_step(referral: Referral) -> str:
    """What is asked next and when, and how often it was asked again."""
    if referral.common.next_on is None:
        return ""
    step = f"{words.long_day(referral.common.next_on)}, {label(labels.STEP, referral.common.step)}"
    if not referral.chases:
        return step
    again = ngettext("asked again {count} time", "asked again {count} times", referral.chases)
    return f"{step} ({again.format(count=referral.chases)})"


def _why(told: Referral | Entry) -> str:
    """Whose doing it was and why, or what came of it, in words."""
    if told.result:
        return label(REFERRAL_RESULT, told.result)
    if told.party is None:
        return ""
    return f"{label(REFERRAL_PARTY, told.party)}: {label(REFERRAL_REASON, told.reason)}"


def _next_command(referral: Referral) -> str:
    """The command that handles what comes next."""
    if referral.is_closed:
        return f"sote referral list {referral.common.matter} --status all"
    if referral.state == SENT and not referral.chases:
        return f"sote referral slip {referral.ref} --output FILE.html   ·   sote referral outcome {referral.ref}"
    return f"sote referral outcome {referral.ref}   ·   sote referral chase {referral.ref}"


def _entry_document(number: int, entry: Entry) -> dict[str, object]:
    return {
        "number": number,
        **entry._asdict(),
        "on": entry.on.isoformat(),
        "at": local(entry.at).isoformat(),
    }
