"""The directory of services, for people and as JSON. An entry that should be checked again says so everywhere."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sotecli.core.codes import Cost, Form
from sotecli.core.hours import HOUR, Group, Opening, days_text, grouped, hours_text
from sotecli.core.model import Label
from sotecli.core.service import FIELDS, Service, is_stale
from sotecli.i18n import _, language, ngettext
from sotecli.render import labels, output, words
from sotecli.render.labels import label
from sotecli.render.output import NOTHING


def service_document(service: Service, today: date, months: int) -> dict[str, object]:
    """A service as JSON: hours and days as texts, null where something was not told; and whether it is stale."""
    found: dict[str, object] = {field: getattr(service, field) for field in FIELDS}
    found |= {"hours": hours_text(service.hours), "checked_on": service.checked_on and service.checked_on.isoformat()}
    told = {field: None if value == "" else value for field, value in found.items()}
    return {**told, "stale": is_stale(service, today, months)}


def listing(form: Form, services: Sequence[Service], today: date, months: int) -> None:
    """Many services."""
    if form is Form.JSON:
        output.document([service_document(service, today, months) for service in services])
        return
    if not services:
        output.say(_("No service was found."))
        return
    columns = [_("code"), _("name"), _("place"), _("open"), _("phone"), _("checked")]
    stale = [is_stale(service, today, months) for service in services]
    rows = [
        [
            service.code,
            name_of(service),
            service.place or service.city or NOTHING,
            hours_in_words(service.hours) or NOTHING,
            words.phone(service.phone) or NOTHING,
            _checked(service, stale=old),
        ]
        for service, old in zip(services, stale, strict=True)
    ]
    output.table(form, columns, rows, late=stale)
    if any(stale):
        told = ngettext(
            "{count} of these should be checked again.", "{count} of these should be checked again.", sum(stale)
        )
        output.say(told.format(count=words.whole(sum(stale))))


def shown(
    form: Form, service: Service, today: date, months: int, topics: Mapping[str, Label], *, is_open: bool | None
) -> None:
    """Everything about one service; `is_open` is `None` where its hours were not told."""
    if form is Form.JSON:
        output.document({**service_document(service, today, months), "open_now": is_open})
        return
    output.fields(form, _pairs(service, today, months, topics, is_open=is_open))


def kept(form: Form, service: Service, today: date, months: int, topics: Mapping[str, Label], done: str = "") -> None:
    """An entry as it is kept now, and what was done to it."""
    if form is Form.JSON:
        output.document(service_document(service, today, months))
        return
    ended = _("The service {code} has ended; it is not found any more.")
    told = ended if service.ended else done or _("The directory has the service {code}.")
    output.say(told.format(code=service.code))
    if not service.ended:
        output.fields(form, _pairs(service, today, months, topics, is_open=None))


def asked_of(form: Form, instant: datetime, *, unknown: int) -> None:
    """For which instant open services are looked for, and how many do not say when they are open."""
    if form is Form.JSON:
        return
    output.say(_("Open {when}, as far as is known:").format(when=words.moment(instant)))
    if unknown:
        told = ngettext(
            "{count} service that fits does not say when it is open.",
            "{count} services that fit do not say when they are open.",
            unknown,
        )
        output.note(told.format(count=words.whole(unknown)))


def name_of(service: Service) -> str:
    """The name in the language of this run, else the Finnish one."""
    return {"sv": service.name_sv, "en": service.name_en}.get(language()) or service.name


def cost_of(service: Service) -> str:
    """What it costs, as far as it is told."""
    known = "" if service.cost is Cost.UNKNOWN else label(labels.COST, service.cost)
    return ", ".join(part for part in (known, service.cost_text) if part)


def address_of(service: Service) -> str:
    """The street, postal code and city, as far as they are told."""
    city = " ".join(part for part in (service.postal_code, service.city) if part)
    return ", ".join(part for part in (service.street, city) if part)


def hours_in_words(hours: Sequence[Opening]) -> str:
    """The weekly hours in the words of the language, each group of days with its times."""
    return ", ".join(map(_group, grouped(hours)))


def _group(group: Group) -> str:
    """Days with their times; hours of every day hold on holidays, too."""
    told = _("{days} {times}, holidays too") if group.holidays else "{days} {times}"
    return told.format(days=days_text(group, words.weekdays(), _("every day")).replace("-", "–"), times=_times(group))


def _times(group: Group) -> str:
    return " ".join(f"{_clock(start)}–{_clock(end)}" for start, end in group.spans)


def _clock(minute: int) -> str:
    """A time of the day as the language writes it."""
    hour, rest = divmod(minute, HOUR)
    if language() == "en":
        return f"{hour:02}:{rest:02}"
    return f"{hour}.{rest:02}" if rest else str(hour)


def _pairs(
    service: Service, today: date, months: int, topics: Mapping[str, Label], *, is_open: bool | None
) -> list[tuple[str, str]]:
    """What is told of a service, and nothing of what is not."""
    pairs = [
        (_("code"), service.code),
        (_("name"), name_of(service)),
        (_("topics"), ", ".join(words.of(topics[one]) if one in topics else one for one in service.topics)),
        (_("place"), service.place),
        (_("address"), address_of(service)),
        (_("open"), hours_in_words(service.hours)),
        (_("now"), "" if is_open is None else _("is open") if is_open else _("is closed")),
        (_("for whom"), _for_whom(service)),
        (_("languages"), ", ".join(service.languages)),
        (_("cost"), cost_of(service) or label(labels.COST, service.cost)),
        (_("phone"), words.phone(service.phone)),
        (_("e-mail"), service.email),
        (_("web"), service.url),
        (_("without an appointment"), _walk_in(service)),
        (_("checked"), _checked(service, stale=is_stale(service, today, months))),
    ]
    return [(name, value) for name, value in pairs if value]


def _walk_in(service: Service) -> str:
    if service.walk_in is None:
        return ""
    return _("one may come") if service.walk_in else _("one may not come")


def _for_whom(service: Service) -> str:
    text = {"sv": service.for_whom_sv, "en": service.for_whom_en}.get(language()) or service.for_whom
    ages = ""
    if service.min_age is not None and service.max_age is not None:
        ages = _("aged {youngest}–{oldest}").format(youngest=service.min_age, oldest=service.max_age)
    elif service.min_age is not None:
        ages = _("aged {youngest} or more").format(youngest=service.min_age)
    elif service.max_age is not None:
        ages = _("aged {oldest} or less").format(oldest=service.max_age)
    return ", ".join(part for part in (ages, text) if part)


def _checked(service: Service, *, stale: bool) -> str:
    """When it was made sure of, and whether that is too long ago."""
    if service.ended:
        return _("has ended")
    if service.checked_on is None:
        return _("never: check it")
    day = words.day_in_text(service.checked_on)
    return _("{day}: check again").format(day=day) if stale else day


def new_topics(form: Form, topics: Sequence[str]) -> None:
    """Beside an entry: which of its topics no other one has, because it may be a slip."""
    if topics and form is not Form.JSON:
        told = ngettext("This topic is new: {topics}.", "These topics are new: {topics}.", len(topics))
        output.say(told.format(topics=", ".join(topics)))
