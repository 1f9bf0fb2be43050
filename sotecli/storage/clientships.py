"""A clientship begins: a case is opened, perhaps from a request that ends by it, in one transaction."""

from typing import NamedTuple

from sotecli.core import case as core
from sotecli.core.act import Act
from sotecli.core.case import Case
from sotecli.storage import cases, log, models, requests, workers
from sotecli.storage.database import Database


class Grows(NamedTuple):
    """What a new case grows from."""

    request: str | None
    """The request in which it was agreed."""
    same_as: str | None
    """Another case of the same person."""
    office: bool
    """Whether special support asks for a social worker in office."""
    text: str | None
    """The text of a model that ships with the program: the file keeps what its cases were opened by."""


def open_case(database: Database, change: cases.Change, grows: Grows, act: Act) -> Case:
    """Store a new case; the request that it grows from ends as `became-client`, and its people go on.

    Raises:
        UnknownReferenceError: There is no such request, or no such case of the same person.
        RunningCaseError: The person has a running case by the model.
        NotAgreedError: No clientship can have been agreed in the request; or `LinkedAlreadyError`.
        SocialWorkerNeededError: Special support lacks a social worker in office.
    """
    named = grows.request or grows.same_as or ""
    with log.refusals(database, act, named), database.transaction(keep=not act.dry_run):
        case = change.case
        if grows.same_as:
            case = case._replace(client=cases.get(database, grows.same_as).client)
            core.must_be_alone(cases.running(database, case.client, case.model), case.model)
        if grows.request:
            case = _from_request(database, case, grows.request, act)
        known = workers.known(database)
        case = core.with_people_here(case, known)
        named_now = case._replace(ref=case.request or case.ref)  # the case's own reference is not known yet
        core.must_have_social_worker(named_now, known, office=grows.office)
        if grows.text is not None:
            models.keep(database, case.model, case.version, grows.text, act)
        cases.add(database, change._replace(case=case), act)
        linked = cases.get(database, grows.same_as).ref if grows.same_as else None
        refs = [ref for ref in (case.request, linked, case.ref) if ref]
        log.entry(database, act, refs)
    if act.dry_run:
        log.shown(database, act, [case.request] if case.request else [])  # the case's reference does not exist
    return case


def _from_request(database: Database, case: Case, ref: str, act: Act) -> Case:
    """End the request, if it has not ended so, and give the case its people and the link."""
    before = requests.get(database, ref)
    linked = cases.of_request(database, before.ref) is not None
    after = core.agreed_request(before, act.at, linked=linked)
    if after != before:
        requests.keep(database, before, after, act)
    return case._replace(request=before.ref, worker=before.worker, pair=before.pair)
