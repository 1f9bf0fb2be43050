"""Invented reports that may be shown, as disclosure control makes them and as it may come to make them."""

from dataclasses import replace
from datetime import date

from sotecli.core.codes import Channel, Level
from sotecli.core.pilot import Counts, pilot_report
from sotecli.core.report import Report, Row
from sotecli.core.smart import CONCERNS, POSITIVE
from sotecli.core.smart_report import Counted, Exposure, Tally, goals_report
from sotecli.core.suppression import Publishable, exact, suppress
from sotecli.modelset import shipped_model
from tests.conftest import a_unit
from tests.core import test_visit_report
from tests.core.test_visit import HELPED, a_visit

MAY = date(2026, 5, 4)

START, END, FROZEN = date(2026, 6, 1), date(2026, 10, 31), date(2026, 11, 2)
COUNTS = Counts(
    requests=1200,
    assigned=1197,  # three were not, so the share is hidden
    attempted=1160,
    attempted_in_time=1020,
    due_or_attempted=1180,
    attempted_in_time_from_arrival=890,
    due_or_attempted_from_arrival=1186,
    counted_later_attempted=200,
    reachable=1190,
    reachable_reached=695,
    called=840,
    answered_call=470,
    reached=700,
    contacts=1225,
    guided=360,
    became_client=125,
    closed=810,
    not_reached=222,
    days_to_first_attempt={0: 340, 1: 400, 2: 180, 3: 100, 4: 50, 7: 90},
    days_from_receipt={0: 460, 1: 660, 2: 40},
    by_month={"2026-06": 220, "2026-07": 180, "2026-08": 0, "2026-09": 400, "2026-10": 400},
    by_channel={"call": 750, "sms": 350, "email": 100},
    by_outcome={"supported": 260, "guided": 150, "became-client": 125, "declined": 20, "not-reached": 222}
    | {"invalid-contact": 10, "withdrawn": 12, "urgent-elsewhere": 11},
)


def a_report(unit: str = "Harjoitus", cutoff: str = "none") -> Report:
    """The exact report of a summer."""
    made = pilot_report(COUNTS, unit=a_unit(promise_cutoff=cutoff), start=START, end=END)
    return replace(made, unit=unit, frozen_on=FROZEN)


def a_publishable(level: Level = Level.RELEASE, *, unit: str = "Harjoitus", cutoff: str = "none") -> Publishable:
    """That report, exact or as it may leave the unit."""
    guard = exact if level is Level.INTERNAL else suppress
    return guard(a_report(unit, cutoff), 5)


def partly_hidden(table: str, *codes: str) -> Publishable:
    """A release of which single rows of a breakdown are hidden."""
    page = a_publishable()
    tables = [
        replace(found, rows=tuple(_hidden(row) if row.code in codes else row for row in found.rows))
        if found.ident == table
        else found
        for found in page.report.tables
    ]
    return replace(page, report=replace(page.report, tables=tuple(tables)))


def _hidden(row: Row) -> Row:
    return replace(row, count=None, suppressed=True, reason="small_count")


def wholly_hidden() -> Publishable:
    """A release with a breakdown that is hidden whole."""
    page = partly_hidden("requests_by_channel", *Channel)
    tables = [
        replace(table, suppressed=True, reason="small_count") if table.ident == "requests_by_channel" else table
        for table in page.report.tables
    ]
    return replace(page, report=replace(page.report, tables=tuple(tables)))


def visits(threshold: int | None, june: int) -> Publishable:
    """Forty visits in May and some in June in one site; as many each month in another one."""
    told = [
        a_visit(HELPED, on=MAY, times=40),
        a_visit(HELPED, times=june),
        *(a_visit(HELPED, on=on, site="lielahti", times=20) for on in (MAY, test_visit_report.PERIOD[1])),
    ]
    found = test_visit_report.report(told)
    return suppress(found, threshold) if threshold else exact(found, 5)


def all_visits() -> Publishable:
    """A release of visits in which every row has somebody, so that everything is drawn that can be."""
    page = visits(5, june=20)
    tables = [
        replace(table, suppressed=False, rows=tuple(replace(row, count=120, persons=100) for row in table.rows))
        for table in page.report.tables
    ]
    return replace(page, report=replace(page.report, tables=tuple(tables)))


def goals(parts: tuple[Tally, Tally] = (Tally(30, 50), Tally(42, 60))) -> Publishable:
    """A release of a model's goals: one has two quarters, of the others nothing is kept."""
    model = shipped_model("varha-shared-client")
    first, second = parts
    whole = Tally(first.part + second.part, first.base + second.base)
    told = Counted(whole=whole, parts=(("2026-Q1", first), ("2026-Q2", second)), response=Tally(110, 130))
    asked = next(goal.ident for goal in model.smart if goal.measure == POSITIVE)
    counted = {goal.ident: told if goal.ident == asked else Counted(whole=Tally(0, 0)) for goal in model.smart}
    concerns = Counted(whole=Exposure(0, 0, (0, 0, 0)))
    counted |= {goal.ident: concerns for goal in model.smart if goal.measure == CONCERNS}
    fixed = dict.fromkeys(counted, START)
    period = date(2026, 1, 1), date(2026, 6, 30)
    return suppress(goals_report(counted, model, fixed, unit=a_unit(), period=period, items={}), 5)
