"""Feedback: monthly counters of anonymous answers, the flags beside contacts, and linked answers with consent.

An anonymous answer leaves no row, no time, no worker and no order: it raises a counter of its month, and nothing joins
the counter to a contact; neither events nor log hold an answer. The bytes of the file tell no more than the rows do:
with the first answers of a month under a model all counters of the set are there at once, in the order of their key and
at zero, and a count is a text of fixed width, so that SQLite writes a raised one over the old one where it stands. When
somebody first answered under a model in a month, the events tell anyhow.

What remains possible: two copies of the file, from before and after one entry, can be compared, and what the disk still
holds of overwritten pages or of the deleted journal is such a copy, too, encrypted as the file is; and where only one
person answered in a month, the counters of that month are that person's. Whoever may read the file is therefore shown
sums, and reports hide small ones.
"""

from datetime import date, timedelta
from itertools import groupby

from sotecli.core.act import Act
from sotecli.core.arrangement import LETTERS, Arrangement
from sotecli.core.arrangement_codes import AppointmentStatus, Consent
from sotecli.core.feedback import REQUESTS, VISITS, Contact, Feedback, Linked, must_be_askable, must_have_case
from sotecli.errors.feedback import EndedBeforeError, NothingLinkedError, NothingNotedError
from sotecli.storage import appointments, arrangements, cases, log, requests
from sotecli.storage.database import Database, Row, stored_day
from sotecli.storage.rows import day_begins

SITE = "site "
START = """
INSERT INTO feedback_counts (month, model, set_id, version, item, value, count)
VALUES (:month, :model, :set, :version, :item, :value, '000000000')
ON CONFLICT DO NOTHING
"""
COUNT = """
UPDATE feedback_counts SET count = printf('%09d', count + 1)
WHERE (month, model, set_id, version, item, value) = (:month, :model, :set, :version, :item, :value)
"""
LINK = """
INSERT INTO feedback_answers (ref, about, which, model, on_day, consent, set_id, version, item, value)
VALUES (:ref, :about, :which, :model, :on_day, :consent, :set, :version, :item, :value)
"""
FLAG = """
INSERT INTO feedback_asked (ref, which, came_to, month, model, count)
VALUES (:ref, :which, :came_to, :month, :model, 1)
ON CONFLICT DO UPDATE SET count = count + 1
"""
# Its opening is its first step, so before the first feedback something was always noted.
NOTED = """
SELECT 1 FROM case_steps WHERE ref = :ref AND at >= :at
UNION ALL SELECT 1 FROM told WHERE ref = :ref AND at >= :at
UNION ALL SELECT 1 FROM goals WHERE ref = :ref AND at >= :at
UNION ALL SELECT 1 FROM appointments JOIN arrangements USING (ref)
  WHERE matter = :ref AND status = 'held' AND ended_at >= :at
LIMIT 1
"""
LINKED = "SELECT * FROM feedback_answers WHERE ref = :ref ORDER BY on_day, about, which, rowid"


THROUGH = """
SELECT 1 FROM feedback_answers
WHERE ref = :ref AND (about = :request OR about IN (SELECT ref FROM arrangements WHERE matter = :request))
"""


def checked(database: Database, about: str, today: date, act: Act) -> str:
    """The whole reference of a contact that can be asked about, before anybody is asked; a refusal is logged.

    Raises:
        UnknownReferenceError: There is no such request, case or appointment; or whatever `contact_of` raises.
    """
    whole = _whole(database, about)
    with log.refusals(database, act, *_named(whole)):
        contact_of(database, whole, today)
    return whole


def add(database: Database, about: str, feedback: Feedback, act: Act) -> Contact:
    """Keep a feedback about a contact, as `checked` gives it.

    Raises:
        NoCaseToLinkError: The answers are to be linked, and there is no case; or whatever `contact_of` raises.
    """
    named = _named(about)
    with log.refusals(database, act, *named), database.transaction(keep=not act.dry_run):
        found = contact_of(database, about, feedback.on)
        must_have_case(found, feedback)
        month = feedback.on.isoformat()[:7]
        flag = {"ref": found.ref, "which": found.which, "month": month, "model": found.model}
        database.write(FLAG, **flag, came_to=feedback.came_to)
        _keep_answers(database, found, feedback, month)
        log.event(database, act, found.ref, {"asked": feedback.came_to})
        log.entry(database, act, named)
    if act.dry_run:
        log.shown(database, act, named)
    return found


def _keep_answers(database: Database, contact: Contact, feedback: Feedback, month: str) -> None:
    asked = {"model": contact.model, "set": feedback.questions.ident, "version": feedback.questions.version}
    if feedback.consent is None:
        _count(database, feedback, {**asked, "month": month})
        return
    told = {"about": contact.ref, "which": contact.which, "on_day": feedback.on.isoformat()}
    for item, value in feedback.answers.items():
        database.write(LINK, ref=contact.case, consent=feedback.consent.value, item=item, value=value, **told, **asked)


def _count(database: Database, feedback: Feedback, counted: dict[str, object]) -> None:
    """Raise the counters of a month, which are all made before the first of them is raised."""
    if feedback.answers:
        for one in sorted(feedback.questions.items):
            for value in range(one.lowest, one.highest + 1):
                database.write(START, item=one.ident, value=value, **counted)
    for item, value in feedback.answers.items():
        database.write(COUNT, item=item, value=value, **counted)


def visitor(site: str) -> str:
    """What a feedback is about when a visitor of a site gives it, of whom nothing else is known."""
    return SITE + site


def contact_of(database: Database, ref: str, today: date) -> Contact:
    """The contact that a feedback is about: of a request, an appointment, a case, or a visitor's.

    Raises:
        NothingHeldError: There was none yet.
        AskedAlreadyError: Feedback was asked about it already.
        EndedBeforeError: The case has ended before today.
        NothingNotedError: Nothing was noted of the case after the feedback that was asked last.
    """
    if ref.startswith(SITE):
        return Contact(ref, today.isoformat()[:7], VISITS)
    if ref.startswith(LETTERS["appointment"]):
        return _of_appointment(database, arrangements.get(database, ref))
    if ref.startswith("A"):
        return _of_case(database, ref, today)
    request = requests.get(database, ref)
    number = len(_asked(database, request.ref)) + 1
    must_be_askable(request.ref, request.contacts_made, number - 1)
    return _of_matter(database, request.ref, Contact(request.ref, str(number), REQUESTS))


def _of_matter(database: Database, matter: str, contact: Contact) -> Contact:
    """The contact, counted under the model of the case that its matter is or has become, if there is one."""
    ref = matter if matter.startswith("A") else cases.of_request(database, matter)
    return contact._replace(model=cases.get(database, ref).model, case=ref) if ref else contact


def _named(about: str) -> list[str]:
    """The reference that the log names; a visitor has none."""
    return [] if about.startswith(SITE) else [about]


def _whole(database: Database, ref: str) -> str:
    """The whole reference of what was typed."""
    if ref.startswith(SITE):
        return ref
    if ref.startswith(LETTERS["appointment"]):
        return arrangements.get(database, ref).ref
    return cases.get(database, ref).ref if ref.startswith("A") else requests.get(database, ref).ref


def _of_case(database: Database, ref: str, today: date) -> Contact:
    """A contact on the path of a case: one feedback a day, after something was noted of the case."""
    case = cases.get(database, ref)
    if case.closed_on is not None and case.closed_on < today:
        raise EndedBeforeError(ref=case.ref)
    days = _asked(database, case.ref)
    must_be_askable(case.ref, 1, days.count(today.isoformat()))
    if days and not _noted_after(database, case.ref, date.fromisoformat(max(days))):
        raise NothingNotedError(ref=case.ref)
    return Contact(case.ref, today.isoformat(), case.model, case.ref)


def _noted_after(database: Database, ref: str, day: date) -> bool:
    """Whether anything was noted of a case, or an appointment of it held, after a day."""
    row = database.row(NOTED, ref=ref, at=day_begins(day + timedelta(1)))
    return row is not None


def _of_appointment(database: Database, appointment: Arrangement) -> Contact:
    """An appointment: one feedback, once it was held."""
    held = appointments.get(database, appointment.ref).status is AppointmentStatus.HELD
    must_be_askable(appointment.ref, int(held), len(_asked(database, appointment.ref)))
    return _of_matter(database, appointment.matter, Contact(appointment.ref, "1", REQUESTS))


def _asked(database: Database, ref: str) -> list[str]:
    """After which contacts of a reference feedback was asked."""
    return [row["which"] for row in database.rows("SELECT which FROM feedback_asked WHERE ref = :ref", ref=ref)]


def linked(database: Database, ref: str) -> list[Linked]:
    """What is linked to a case, in the order of the days."""
    rows = groupby(database.rows(LINKED, ref=ref), key=lambda row: (row["on_day"], row["about"], row["which"]))
    return [database.value(_linked, list(found)) for _key, found in rows]


def came_through(database: Database, ref: str, request: str | None) -> bool:
    """Whether answers about a request, or about an appointment made from it, are linked to a case."""
    return database.row(THROUGH, ref=ref, request=request) is not None


def _linked(rows: list[Row]) -> Linked:
    first = rows[0]
    return Linked(
        ref=first["ref"],
        about=first["about"],
        on=stored_day(first["on_day"]),
        consent=Consent(first["consent"]),
        questions=first["set_id"],
        version=first["version"],
        answers={row["item"]: row["value"] for row in rows},
    )


def withdraw(database: Database, ref: str, on: date | None, act: Act) -> tuple[str, int]:
    """Erase what is linked to a case, all or that of one day; gives the case and how many feedbacks went.

    Raises:
        NothingLinkedError: There is nothing.
    """
    with cases.changing(database, ref, act) as case:
        gone = [found for found in linked(database, case.ref) if on in {None, found.on}]
        if not gone:
            raise NothingLinkedError(ref=case.ref)
        for found in gone:
            told = {"about": found.about, "on_day": found.on.isoformat()}
            database.write(
                "UPDATE feedback_asked SET came_to = 'withdrawn' WHERE ref = :about AND came_to = 'linked' AND which IN"
                " (SELECT which FROM feedback_answers WHERE ref = :ref AND about = :about AND on_day = :on_day)",
                ref=case.ref,
                **told,
            )
            database.write(
                "DELETE FROM feedback_answers WHERE ref = :ref AND about = :about AND on_day = :on_day",
                ref=case.ref,
                **told,
            )
        log.event(database, act, case.ref, {"withdrawn": len(gone)})
    return case.ref, len(gone)
