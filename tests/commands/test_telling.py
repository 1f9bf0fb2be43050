"""What answers tell by themselves: what ended, what belongs to a matter, whose it is, what comes next."""

import pytest

from tests.appointments import AFTER, booked, noted
from tests.cases import VARHA, new_case
from tests.conftest import Desk

THURSDAY = "2026-06-18T08:00:00+03:00"
AGREED = ("--service", "debt-advice", "--consent", "spoken")


def referred(desk: Desk, matter: str, *words: str) -> str:
    """A referral to debt advice."""
    ran = desk("referral", "add", matter, *AGREED, *words, "--json")
    assert ran.code == 0, ran.err
    return str(ran.json["ref"])


def test_a_booking_tells_what_it_ended(inside: Desk) -> None:
    """Reaching out after a missed appointment ends with the new one, and the answer says so."""
    matter = inside.add()
    missed = booked(inside, matter)
    noted(inside, "missed", missed)
    told = inside("appointment", "book", matter, "--at", "23.6. 10", now=AFTER)
    assert f"after the missed {missed} has ended" in told.out
    noted(inside, "reopen", missed)
    again = inside("appointment", "book", matter, "--at", "24.6. 10", "--dry-run", "--json", now=AFTER)
    assert again.json["ended"] == [missed]
    assert inside("appointment", "book", inside.add(), "--at", "24.6. 10", "--json").json["ended"] == []


def test_a_booking_tells_what_was_cancelled(inside: Desk) -> None:
    """A new time that was owed after a cancelled one is told in other words."""
    matter = inside.add()
    cancelled = booked(inside, matter)
    noted(inside, "cancel", cancelled, "--by", "organisation", now=THURSDAY)
    told = inside("appointment", "book", matter, "--at", "23.6. 10.00", now=AFTER)
    assert f"The new time after {cancelled} is booked now" in told.out


@pytest.mark.parametrize("at", ["24.6.", "huomenna", "2026-06-24"])
def test_no_hour_is_made_up(inside: Desk, at: str) -> None:
    """A day without an hour is refused, with both in the hint; nothing is booked."""
    ran = inside("appointment", "book", inside.add(), "--at", at)
    assert ran.code == 2
    assert "needs an hour" in ran.err
    assert "24.6. 10.00" in ran.err
    assert inside("appointment", "list", "--json").json == []


def test_what_belongs_to_a_matter(inside: Desk) -> None:
    """A request and a case show their open referrals and appointments in the order of their days, and the log both."""
    request, case = inside.add(), str(new_case(inside, model=VARHA)["ref"])
    for show, matter in (("request", request), ("case", case)):
        assert inside(show, "show", matter, "--json").json["arrangements"] == []
        referral, appointment = referred(inside, matter), booked(inside, matter)
        over = booked(inside, matter, at="22.6. 9.00") if show == "case" else referral
        found = inside(show, "show", matter, "--json").json["arrangements"]
        assert found[0]["ref"] == appointment
        assert {one["ref"] for one in found} == {referral, appointment, over}
        assert f"{appointment}" in inside(show, "show", matter).out
        inside("referral", "outcome", referral, "withdrawn")
        left = inside(show, "show", matter, "--json").json["arrangements"]
        assert referral not in {one["ref"] for one in left}


def test_my_day_holds_what_i_made_for_nobody(inside: Desk) -> None:
    """Of nobody's requests only the requests are new; what somebody arranged for them is theirs, by its day."""
    request = inside.add()
    late, early = booked(inside, request, at="18.6. 14.00"), booked(inside, inside.add(), at="18.6. 9.00")
    day = inside("--json", now=THURSDAY).json
    assert {one["ref"][0] for one in day["new"]} == {"P"}
    assert [item["ref"] for item in day["today"]][:2] == [early, late]
    assert [one["ref"] for one in inside("appointment", "list", "--mine", "--json").json] == [early, late]
    assert early not in {item["ref"] for item in inside("--json", now=THURSDAY, worker="bo").json["today"]}
    noted(inside, "missed", early, now="2026-06-18T12:00:00+03:00")
    assert inside("appointment", "show", early, "--json").json["worker"] == "anna"


def test_what_is_arranged_goes_with_who_takes_the_matter(inside: Desk) -> None:
    """Once somebody takes the request, what was arranged for it is theirs."""
    request = inside.add()
    referral = referred(inside, request)
    assert inside("referral", "show", referral, "--json").json["worker"] == "anna"
    inside("worker", "assign", request, "bo")
    assert inside("referral", "show", referral, "--json").json["worker"] == "bo"


def test_a_wrong_order_is_told_in_words(inside: Desk) -> None:
    """What it stands at and what may follow are told by words with the code beside."""
    referral = referred(inside, inside.add(), "--shares", "contact")
    inside("referral", "outcome", referral, "accepted")
    ran = inside("referral", "outcome", referral, "result")
    assert ran.code == 5
    assert "accepted (the service accepts)" in ran.err
    assert "arrived (the person arrived)" in ran.err


def test_codes_are_also_read_by_their_words(inside: Desk) -> None:
    """The words of a code in the language of the run stand for it; another language's do not."""
    request = inside.add()
    ran = inside("--lang", "fi", "referral", "add", request, *AGREED[:2], "--consent", "suullinen", "--json")
    other = inside("--lang", "sv", "referral", "add", request, *AGREED[:2], "--consent", "suullinen", "--json")
    assert (ran.code, other.code) == (0, 2), ran.err
    assert ran.json["consent"] == "spoken"


def test_new_reasons_of_the_person(inside: Desk) -> None:
    """Not arriving can have the reasons that a missed appointment has."""
    for reason in ("ill", "forgot", "no-transport", "afraid"):
        referral = referred(inside, inside.add())
        ran = inside("referral", "outcome", referral, "not-arrived", "--party", "client", "--reason", reason, "--json")
        assert (ran.code, ran.json["reason"]) == (0, reason)


def test_nothing_waits_after_the_end(inside: Desk) -> None:
    """What is explained of something that has ended says that nothing waits; a held appointment hints at feedback."""
    request = inside.add()
    referral, appointment = referred(inside, request), booked(inside, request)
    inside("referral", "outcome", referral, "withdrawn")
    held = inside("appointment", "held", appointment, now=AFTER)
    assert f"sote feedback add --after {appointment}" in held.err + held.out
    for ref in (referral, appointment):
        assert "nothing waits any more" in inside("followup", "explain", ref).out


def test_a_site_must_be_one_of_the_units(inside: Desk) -> None:
    """Feedback of a visitor is refused for a site that the settings do not name."""
    inside("setting", "set", "sites", "keskusta,koilliskeskus")
    assert inside("feedback", "add", "--site", "kesksta", "--met", "5").code == 4
    assert inside("feedback", "add", "--site", "keskusta", "--met", "5").code == 0


def test_the_exact_figures_are_where_the_page_says(inside: Desk) -> None:
    """The command that the page names exists."""
    page = inside("feedback", "summary").out
    assert "sote feedback summary --level internal" in " ".join(page.split())
    assert inside("feedback", "summary", "--level", "internal").code == 0


def test_days_that_have_not_come(inside: Desk) -> None:
    """A last day or a month that goes on is told as such, not taken for last year's."""
    tally = inside("offer", "tally", "--month", "2026-06", "--offered", "5", "--accepted", "3", "--declined", "2")
    for ran in (inside("report", "visits", "--to", "30.6."), tally):
        assert ran.code == 2
        assert "has not come yet" in ran.err
        assert "today at most" in ran.err
    assert inside("report", "visits", "--from", "1.6.", "--to", "16.6.").code == 0


def test_too_short_a_reference(inside: Desk) -> None:
    """A beginning of one character is told as too short."""
    ran = inside("case", "show", "A-J")
    assert ran.code == 4
    assert "Write at least A- and two characters" in ran.err


def test_an_unknown_service_is_told_first_and_likely_ones_are_named(inside: Desk) -> None:
    """Before a consent is asked for, the code must be one of the directory; what begins alike is named."""
    inside("service", "add", "debt-advice", "--name", "Velkaneuvonta")
    for typed in ("velka", "debt-advise"):
        ran = inside("referral", "add", inside.add(), "--service", typed)
        assert ran.code == 4
        assert "debt-advice (Velkaneuvonta)" in ran.err
    assert "Did you mean" not in inside("referral", "add", inside.add(), "--service", "ruoka").err


def test_topics_by_their_words(inside: Desk) -> None:
    """A topic is found by its words in any of the three languages, and shown in those of the run."""
    inside("service", "add", "home-1", "--name", "Asumisneuvonta", "--topic", "asuminen", "--topic", "own-one")
    for word in ("housing", "Asuminen", "boende"):
        assert [one["code"] for one in inside("service", "find", "--topic", word, "--json").json] == ["home-1"]
    assert inside("service", "show", "home-1", "--json").json["topics"] == ["housing", "own-one"]
    assert "boende, own-one" in inside("--lang", "sv", "service", "show", "home-1").out


def test_what_nobody_told_of_coming_in_stays_unknown(inside: Desk) -> None:
    """Whether one may come without an appointment is not told as no where nobody said."""
    inside("service", "add", "one-1", "--name", "Yksi")
    inside("service", "add", "two-2", "--name", "Kaksi", "--no-walk-in")
    assert inside("service", "show", "one-1", "--json").json["walk_in"] is None
    assert inside("service", "show", "two-2", "--json").json["walk_in"] is False
    assert "one may not come" in inside("service", "show", "two-2").out


@pytest.mark.parametrize("hours", ["arkisin 9-16", "vardagar 9-16", "weekdays 9-16"])
def test_hours_of_weekdays(inside: Desk, hours: str) -> None:
    """Weekdays in each language are Monday to Friday; what cannot be read is told with examples."""
    inside("service", "add", "one-1", "--name", "Yksi", "--hours", hours)
    assert inside("service", "show", "one-1", "--json").json["hours"] == "mon-fri 9:00-16:00"
    ran = inside("service", "add", "two-2", "--name", "Kaksi", "--hours", "joskus")
    assert ran.code == 2
    assert "mon-fri 9-16" in ran.err


def test_open_on_a_day_means_noon(inside: Desk) -> None:
    """Where a day alone makes sense, it goes on meaning noon."""
    inside("service", "add", "one-1", "--name", "Yksi", "--hours", "mon-fri 9-16")
    assert len(inside("service", "find", "--open", "24.6.", "--json").json) == 1


@pytest.mark.parametrize("words", [("offer", "tally", "--month", "2026-05"), ("concern", "add"), ("service", "add")])
def test_without_a_terminal_what_is_missing_is_named(inside: Desk, words: tuple[str, ...]) -> None:
    """What would be asked on a terminal is a mistake of the call without one."""
    ran = inside(*words)
    assert ran.code == 2
    assert "needed" in ran.err


@pytest.mark.parametrize("words", [("pvm=16.6.", "paikka=keskusta"), ("dag=16.6.", "plats=keskusta")])
def test_day_and_site_of_a_visit_in_every_language(inside: Desk, words: tuple[str, ...]) -> None:
    """The words for day and site of each language stand for `on=` and `site=`."""
    assert inside("visit", "log", "e", *words).code == 0
    (visit,) = inside("visit", "list", "--json").json
    assert (visit["on"], visit["site"]) == ("2026-06-16", "keskusta")


def test_an_empty_period_has_nothing_to_hide(inside: Desk) -> None:
    """Where nobody came, no visits are shown as none beside no clients."""
    found = {one["id"]: one for one in inside("report", "visits", "--json").json["metrics"]}
    assert (found["visits"]["value"], found["visit_clients"]["value"]) == (0, 0)
