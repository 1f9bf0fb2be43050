"""The county's report: which extracts may be counted together, over which months, and the report over them.

Each request keeps what its unit promised and knew on the day its extract was made. What would make the figures speak
of different things is refused: other definitions, other working days, one unit twice, invented people beside real
ones, an extract that ends before the period does.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sotecli.core.extract import Head, month_ends
from sotecli.core.pilot import DEFINITIONS_VERSION, Counts, pilot_report
from sotecli.core.report import Report, Row, Table, period_of
from sotecli.core.unit import SETTINGS, Unit
from sotecli.errors.extract import (
    ExtractTooShortError,
    OtherCalendarError,
    OtherDefinitionsError,
    SameUnitError,
    ThresholdOfUnitError,
    TrainingExtractError,
)


def must_fit_together(heads: Mapping[str, Head]) -> None:
    """Refuse extracts that cannot be counted together; `heads` has at least one, by its path.

    Raises:
        OtherDefinitionsError: One counts by other definitions than this program.
        OtherCalendarError: Two count working days differently.
        TrainingExtractError: One is of invented people, another is not.
        SameUnitError: Two are of one unit.
    """
    (first, model), *_others = heads.items()
    by_unit: dict[str, str] = {}
    for path, head in heads.items():
        if head.definitions_version != DEFINITIONS_VERSION:
            raise OtherDefinitionsError(path=path, definitions=head.definitions_version, ours=DEFINITIONS_VERSION)
        if head.calendar != model.calendar:
            raise OtherCalendarError(path=path, calendar=head.calendar, other=first, others=model.calendar)
        if head.training != model.training:
            trained, real = (path, first) if head.training else (first, path)
            raise TrainingExtractError(path=trained, other=real)
        if head.unit in by_unit:
            raise SameUnitError(path=path, other=by_unit[head.unit], unit=head.unit)
        by_unit[head.unit] = path


def combined_period(heads: Mapping[str, Head], asked: tuple[date | None, date | None]) -> tuple[date, date]:
    """The first and last day of the months that are counted.

    Unless other months were asked for, they run from the first of any extract to the last that all of them reach.

    Raises:
        PeriodError: It ends before it starts.
        ExtractTooShortError: An extract ends before it does.
    """
    reach = min(head.end for head in heads.values())
    start, end = period_of(
        (asked[0], month_ends(asked[1]) if asked[1] else None), min(head.start for head in heads.values()), reach
    )
    for path, head in heads.items():
        if head.end < end:
            raise ExtractTooShortError(path=path, end=end, made=head.made_on)
    return start, end


def combined_report(
    counts: Counts, by_unit: Mapping[str, int], heads: Mapping[str, Head], *, name: str, period: tuple[date, date]
) -> Report:
    """The exact report over the extracts: the pilot's, and the persons by unit."""
    extracts = tuple(sorted(heads.values()))
    cutoffs = {head.promise_cutoff for head in extracts}
    settled = {
        "calendar": extracts[0].calendar,
        "promise.cutoff": max(cutoffs - {"none"}, default="none"),
        "promise.outer": str(max(head.promise_outer for head in extracts)),
    }
    defaults = {key: setting.default for key, setting in SETTINGS.items()}
    unit = Unit(name=name, training=extracts[0].training, settings=defaults | settled)
    report = pilot_report(counts, unit=unit, start=period[0], end=period[1])
    rows = tuple(Row(code=head.unit, count=by_unit.get(head.unit, 0)) for head in extracts)
    units = Table(ident="requests_by_unit", total=counts.requests, rows=rows)
    counted_on = min(head.made_on for head in extracts)
    return replace(
        report,
        tables=(*report.tables, units),
        extracts=extracts,
        training=unit.training,
        frozen_on=counted_on,
        relations=(*report.relations, "requests = requests_by_unit"),
        structural=report.structural | {"requests_by_unit"},
    )


def agreed_threshold(heads: Mapping[str, Head], asked: int | None) -> int:
    """The smallest number of persons that is shown: what was asked for, else what the most careful unit has.

    Raises:
        ThresholdOfUnitError: A unit lets out no number as small as that.
    """
    path, strictest = max(heads.items(), key=lambda extract: extract[1].threshold)
    if asked is not None and asked < strictest.threshold:
        raise ThresholdOfUnitError(path=path, known=strictest.threshold, threshold=asked)
    return asked or strictest.threshold
