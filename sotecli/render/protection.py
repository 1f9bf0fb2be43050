"""How persons are protected, as a report says it: each rule of disclosure control in words."""

from sotecli.core.report import Report
from sotecli.core.suppression import LEAST_BASE, RULES, Rule
from sotecli.i18n import N_, _
from sotecli.render import words

RULE_WORDS = {
    "persons": N_("Persons are counted; where events are, the persons behind them are held against the rules, too."),
    "counts": N_("1–{most} persons are never shown, {threshold} or more exactly; nothing is rounded."),
    "complementary": N_("Whatever would tell a hidden figure by adding and subtracting is hidden, too."),
    "bases": N_(
        "Rates, means and medians need at least {base} persons; a rate of fewer than 20 is a band of five points."
    ),
    "extremes": N_("No smallest and no largest value is shown."),
    "cohort": N_("A group of fewer than 10 persons is not broken down."),
    "groups": N_("0 % and 100 % of a group are not shown, except where they tell nothing of a person."),
    "one-way": N_("Groups are by one thing at a time, days by months or longer; small months are put together."),
    "ledger": N_(
        "A figure changes when at least {threshold} persons have come or gone since each earlier release; else the old "
        "one is repeated with its day."
    ),
    "attack": N_(
        "Before a release the program attacks it: every hidden row and every small group must be possible with 1, 2 … "
        "{most} persons, beside all earlier releases, and for somebody who is one of the persons."
    ),
}
"""The rules of disclosure control (`core.suppression.RULES`) in words."""
WITHOUT_LEDGER = {
    "attack": N_(
        "Before a release the program attacks it: every hidden row and every small group must be possible with 1, 2 … "
        "{most} persons, and for somebody who is one of the persons."
    ),
}
"""The words of those that say less where no ledger is kept."""


def rules(report: Report) -> list[Rule]:
    """The rules that hold: the county's report, over extracts, has no ledger."""
    return [rule for rule in RULES if rule.ident != "ledger" or not report.extracts]


def method(report: Report, threshold: int) -> list[str]:
    """Each rule of disclosure control in words with its number, and which of them is from where."""
    base, sources = max(LEAST_BASE, 2 * threshold), dict[str, list[str]]()
    rule_words, told = {**RULE_WORDS, **(WITHOUT_LEDGER if report.extracts else {})}, []
    for number, rule in enumerate(rules(report), 1):
        text = _(rule_words[rule.ident]).format(threshold=threshold, most=threshold - 1, base=base)
        told.append(f"{number}. {text}")
        sources.setdefault(rule.source, []).append(str(number))
    listed = "; ".join(f"{words.listed(numbers)} {source}" for source, numbers in sources.items())
    return [*told, _("Sources of the rules: {sources}.").format(sources=listed)]
