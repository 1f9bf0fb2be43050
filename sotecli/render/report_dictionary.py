"""The data dictionary that travels with a report: what each figure means, what is divided by what, and whence it is.

People's formats (a page, a workbook) carry it in their own language, formats for programs in all three.
"""

from collections.abc import Mapping
from typing import NamedTuple

from sotecli.core.report import Metric, Report, Table
from sotecli.i18n import LANGUAGES, N_, _, language, speaking
from sotecli.render import report_meanings, visit_meanings
from sotecli.render.output import clean
from sotecli.render.report_meanings import Meaning
from sotecli.render.report_tables import table_ident, table_label
from sotecli.render.report_words import metric_label


class Entry(NamedTuple):
    """One line of the dictionary, in the language in which it was made."""

    ident: str
    language: str
    label: str
    definition: str
    numerator: str
    denominator: str
    unit: str
    source: str
    definitions_version: str


MEANINGS = {**report_meanings.MEANINGS, **visit_meanings.MEANINGS}
UNITS = {
    "requests": N_("request"),
    "persons": N_("person"),
    "percent": N_("percent"),
    "contacts": N_("contact"),
    "offers": N_("offer"),
    "days": N_("calendar day"),
    "working_days": N_("working day"),
    "times": N_("occasion"),
    "visits": N_("visit"),
    "matters": N_("matter"),
    "minutes": N_("minute"),
    "points": N_("point"),
    "index": N_("index from −100 to 100"),
    "reports": N_("concern report"),
    "per_100_client_months": N_("concern report per 100 client-months"),
}


def entries(report: Report) -> list[Entry]:
    """The dictionary of a report in the language that is spoken, in the order of its figures."""
    version = report.definitions_version
    measures = {aim.smart.ident: aim.smart.measure for aim in report.goals}
    metrics = [
        _entry(metric.ident, _meaning(metric, measures), metric_label(metric), metric.unit, version)
        for metric in report.metrics
    ]
    tables = [
        _entry(table_ident(table), MEANINGS.get(table.ident), table_label(table), unit_of(table), version)
        for table in report.tables
    ]
    return metrics + tables


def in_every_language(report: Report) -> list[Entry]:
    """The dictionary in all languages, the lines of a figure beside each other."""
    made = []
    for code in LANGUAGES:
        with speaking(code):
            made.append(entries(report))
    return [entry for figure in zip(*made, strict=True) for entry in figure]


def dictionary_document(report: Report) -> list[dict[str, object]]:
    """The dictionary in all languages as JSON."""
    figures: dict[str, dict[str, object]] = {}
    for entry in in_every_language(report):
        told = entry._asdict()
        shared = {"id": told.pop("ident")} | {key: told.pop(key) for key in ("unit", "definitions_version")}
        figures.setdefault(entry.ident, shared)[str(told.pop("language"))] = told
    return list(figures.values())


def unit_of(table: Table) -> str:
    """What the counts of a breakdown are of: persons, or the events that are counted beside them."""
    if table.shape == "shares":
        return "percent"
    if table.ident.startswith("visits_by_"):
        return "matters" if table.shape == "overlapping" else "visits"
    return "times" if table.shape == "overlapping" else "persons"


def _meaning(metric: Metric, measures: Mapping[str, str]) -> Meaning | None:
    """What a figure means: itself, what is counted of a question or a goal, or the goal's measure."""
    head, _dot, counted = metric.ident.partition(".")
    return MEANINGS.get(metric.words or counted or measures.get(head, head))


def _entry(ident: str, meaning: Meaning | None, label: str, unit: str, version: str) -> Entry:
    """One line; a figure whose meaning is not written yet has its label alone."""
    told = (_(text) if text else "" for text in meaning or [""] * len(Meaning._fields))
    definition, numerator, denominator, source = told
    return Entry(ident, language(), clean(label), definition, numerator, denominator, unit, source, version)
