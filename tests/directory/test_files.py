"""HSDS and CSV as pure functions: round trips, what is rejected and why, and what Excel would run."""

import csv
import io
import json
from copy import deepcopy
from datetime import date
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from sotecli.core.codes import Cost, DirectoryFormat
from sotecli.core.hours import read_hours
from sotecli.core.service import LONGEST_NAME, LONGEST_TEXT, Service
from sotecli.directory import source
from sotecli.directory.export import csv_text, exported_id, harmless, hsds_service, hsds_text
from sotecli.directory.hsds import schema
from sotecli.directory.told import Told, told
from sotecli.errors.service import REASONS, RowError

TODAY = date(2026, 6, 17)
IDENT = "ac148810-d857-441c-9679-408f346de14b"
LEAST: dict[str, Any] = {"id": IDENT, "name": "Ruoka-apu", "status": "active"}
LETTERS = st.characters(categories=("L", "N", "P", "S"), exclude_characters="@")
SAFE = st.text(LETTERS, max_size=20).filter(lambda text: not any(character.isdigit() for character in text))
NAMES = SAFE.map(lambda text: " ".join(normalize("NFC", text).split())[:LONGEST_NAME])
TOPICS = st.lists(st.from_regex(r"[a-z][a-z-]{1,20}", fullmatch=True), max_size=4, unique=True).map(tuple)
HOURS = st.sampled_from(
    ["", "ma-pe 9-16", "joka päivä 0-24", "pe 22-6, la 10-12", "ti 9-11.30 12-24", "ma, ke, la 0-7"]
)
SERVICES = st.builds(
    Service,
    code=st.from_regex(r"[a-z][a-z0-9-]{1,20}", fullmatch=True),
    name=NAMES.filter(bool),
    name_sv=NAMES,
    name_en=NAMES,
    topics=TOPICS,
    place=st.from_regex(r"([a-z][a-z-]{1,20})?", fullmatch=True),
    street=NAMES,
    postal_code=st.sampled_from(["", "33100", "AX-22100"]),
    city=NAMES,
    hours=HOURS.map(read_hours),
    min_age=st.none() | st.integers(0, 60),
    max_age=st.none() | st.integers(60, 130),
    for_whom=NAMES,
    for_whom_sv=NAMES,
    for_whom_en=NAMES,
    languages=st.lists(st.sampled_from(["fi", "sv", "en", "sme"]), unique=True).map(tuple),
    cost=st.sampled_from(Cost),
    cost_text=NAMES,
    phone=st.sampled_from(["", "+35835656000", "116117"]),
    email=st.sampled_from(["", "apu@example.fi", "palvelu.neuvonta@example.fi"]),
    url=st.sampled_from(["", "https://example.fi/a?b=c"]),
    walk_in=st.booleans(),
    checked_on=st.none() | st.dates(date(2000, 1, 1), TODAY),
    ended=st.booleans(),
    source_id=st.just(""),
)


def rows(text: str, form: DirectoryFormat = DirectoryFormat.HSDS) -> list[tuple[int, Told | RowError]]:
    """What a file tells, row by row."""
    return list(told(io.StringIO(text.removeprefix("\ufeff")), form, TODAY))


def reasons(text: str, form: DirectoryFormat = DirectoryFormat.HSDS) -> list[tuple[int, str, str]]:
    """Why which rows are rejected."""
    return [(row, one.reason, one.field) for row, one in rows(text, form) if isinstance(one, RowError)]


def one(found: object) -> Told:
    """The service that a document tells."""
    ((_row, told_one),) = rows(json.dumps([found]))
    assert isinstance(told_one, Told), told_one.reason
    return told_one


@given(st.lists(SERVICES, max_size=3, unique_by=lambda service: service.code))
def test_what_is_exported_comes_back(services: list[Service]) -> None:
    """HSDS and CSV of a directory tell the same services again, with nothing left out, in the same order."""
    for form, text in (
        (DirectoryFormat.HSDS, hsds_text(services, "Unit")),
        (DirectoryFormat.CSV, csv_text(services)),
    ):
        found = rows(text, form)
        assert [Service(**{**one.fields, "code": one.code}) for _row, one in found if isinstance(one, Told)] == services
        assert [one.left_out for _row, one in found if isinstance(one, Told)] == [()] * len(services)


@given(SERVICES)
def test_the_schema_accepts_what_is_exported(service: Service) -> None:
    """Another validator finds nothing wrong with an exported service, and every id is a UUID of its own."""
    document = hsds_service(service, "Unit")
    assert not list(Draft7Validator(schema()).iter_errors(document))
    idents = [one["id"] for key in ("phones", "languages", "attributes", "schedules") for one in document.get(key, [])]
    assert len(set(idents)) == len(idents)
    assert document["id"] == exported_id(service, "Unit") != exported_id(service, "Another unit")


def test_our_schema_is_a_schema() -> None:
    """The data file itself is valid."""
    Draft7Validator.check_schema(schema())


@given(st.text(max_size=8) | st.text("'=+-@\t\r＝＋－＠", max_size=5))
def test_no_cell_runs_in_excel(cell: str) -> None:
    """No exported cell begins like a formula, in full width neither, and reading takes the apostrophe away again."""
    assert not harmless(cell).startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    if cell.isprintable():
        line = io.StringIO()
        csv.writer(line, delimiter=";").writerow([harmless(cell), "x"])
        (row,) = source.csv_rows(io.StringIO(f"name;code\n{line.getvalue()}"))
        assert row.found == {"name": cell, "code": "x"}


def test_the_shapes_of_hsds() -> None:
    """A list, a page, JSON Lines and a single service tell the same."""
    service = json.dumps(LEAST)
    spread = json.dumps(LEAST, indent=2)
    for text in (f"[{service}]", f"[\n{spread}\n]\n", service, spread, f"{service}\n\n", f"\n{service}"):
        assert [(row > 0, isinstance(one, Told)) for row, one in rows(text)] == [(True, True)], text
    page = '{"total_items": 2, "x": {"contents": [1]}, "contents" : [%s, %s], "after": [3]}'
    assert [row for row, _one in rows(page % (service, service))] == [1, 2]
    assert rows("[]") == rows('{"contents": []}') == []


@pytest.mark.parametrize("size", [1, 7, 64])
def test_pieces_of_any_size(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the pieces of a file end makes no difference, in strings with quotes and brackets neither."""
    named = [{**LEAST, "id": str(number), "name": 'a "b" \\ ], {c'} for number in range(3)]
    text = json.dumps({"x": "]", "contents": named})
    monkeypatch.setattr(source, "PIECE", size)
    assert [one.fields["name"] for _row, one in rows(text) if isinstance(one, Told)] == ['a "b" \\ ], {c'] * 3


@pytest.mark.parametrize(
    ("change", "reason", "field"),
    [
        ({"name": None}, "missing", "name"),
        ({"id": None}, "missing", "id"),
        ({"status": None}, "missing", "status"),
        ({"status": "open"}, "unfit", "status"),
        ({"name": 5}, "unfit", "name"),
        ({"name": ""}, "unfit", "name"),
        ({"name": "x" * (LONGEST_NAME + 1)}, "unfit", "name"),
        ({"name": "Soita anna@example.fi"}, "personal", "name"),
        ({"phones": {}}, "unfit", "phones"),
        ({"phones": [{"id": "1"}]}, "missing", "phones.0.number"),
        ({"languages": [{}]}, "missing", "languages.0.id"),
        ({"minimum_age": "18"}, "unfit", "minimum_age"),
        ({"minimum_age": 131}, "unfit", "min_age"),
        ({"assured_date": "2026-02-30"}, "unfit", "checked_on"),
        ({"assured_date": "yesterday"}, "unfit", "assured_date"),
        (
            {"service_at_locations": [{"id": "1", "location": {"id": "2"}}]},
            "missing",
            "service_at_locations.0.location.location_type",
        ),
        (
            {"organization": {"id": "o", "name": "n", "description": "d", "parent_organization_id": "o"}},
            "cycle",
            "organization.parent_organization_id",
        ),
        (
            {
                "attributes": [
                    {"id": "1", "taxonomy_term": {"id": "t", "name": "n", "description": "d", "parent_id": "t"}}
                ]
            },
            "cycle",
            "taxonomy_term.parent_id",
        ),
    ],
)
def test_a_row_is_rejected_with_its_reason(change: dict[str, Any], reason: str, field: str) -> None:
    """A missing field, a wrong type or value, or a cycle rejects its row alone; what stands there is not repeated."""
    good = {**LEAST, "id": "another"}
    assert reasons(json.dumps([good, {**LEAST, **change}, {**good, "id": "third"}])) == [(2, reason, field)]


def test_cycles_across_rows() -> None:
    """Organizations that are each other's parents reject the row that closes the cycle."""
    organization = {"name": "n", "description": "d"}
    found = [
        {
            **LEAST,
            "id": str(number),
            "organization": {**organization, "id": f"o{number}", "parent_organization_id": f"o{parent}"},
        }
        for number, parent in ((1, 2), (2, 3), (3, 1))
    ]
    assert reasons(json.dumps(found)) == [(3, "cycle", "organization.parent_organization_id")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, "not-json")]),
        ("tervetuloa", [(1, "not-json")]),
        ("[%s, {oops}, %s]", [(2, "not-json")]),
        ("[%s, 5, null, %s]", [(2, "not-object"), (3, "not-object")]),
        ("[%s, %s", [(2, "not-json")]),
        ("[%s, %s] and more", [(3, "not-json")]),
        ('[%s, "unended', [(2, "not-json")]),
        ("[%s, NaN, " + "9" * 5000 + "]", [(2, "not-json"), (3, "not-json")]),
        ("%s\noops\n%s\n[]\n", [(2, "not-json"), (4, "not-object")]),
        ("[%s, " + "[" * 5000 + "]" * 5000 + ", %s]", [(2, "too-deep")]),
        ('[%s, {"a": ' + '{"a":' * 5000 + "1" + "}" * 5000 + "}, %s]", [(2, "too-deep")]),
        ("[%s, [" + "1," * 600_000 + "1], %s]", [(2, "too-long")]),
        ("%s\n" + "x" * 1_100_000 + "\n%s", [(2, "too-long")]),
        ('{"contents": 5}', [(1, "missing")]),
    ],
)
def test_broken_files(text: str, expected: list[tuple[int, str]]) -> None:
    """A broken element spoils itself and no other; a file that breaks off says where."""
    for number in range(text.count("%s")):
        text = text.replace("%s", json.dumps({**LEAST, "id": f"s{number}"}), 1)
    assert [(row, reason) for row, reason, _field in reasons(text)] == expected


def test_the_same_id_twice() -> None:
    """The same service twice is told twice; with other contents the second is rejected."""
    other = {**LEAST, "name": "Toinen"}
    assert reasons(json.dumps([LEAST, LEAST, other])) == [(3, "twice", "")]


def test_nothing_of_persons() -> None:
    """Contacts and assurers are not read, and an address that could be a person's is left out."""
    person = {
        "id": "1",
        "name": "Anna Invented",
        "email": "anna.invented@example.fi",
        "phones": [{"id": "2", "number": "0401234567"}],
    }
    found = one(
        {**LEAST, "contacts": [person], "assurer_email": "anna@example.fi", "email": "anna.invented@example.fi"}
    )
    assert found.left_out == ("email",)
    assert not any(word in repr(found) for word in ("nvented", "anna", "401234567"))


def test_what_hsds_tells() -> None:
    """Topics, place, hours, cost and the rest come from where HSDS has them; nulls are left out."""
    address = {
        "address_1": "Katu 1",
        "city": "Hämeenlinna",
        "state_province": "",
        "postal_code": "13100",
        "country": "FI",
    }
    location = {
        "id": "l",
        "location_type": "physical",
        "addresses": [{"id": "a", **address, "address_type": "physical"}],
    }
    schedule = {"id": "s", "freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00:00", "closes_at": "16:00+03:00"}
    found = one(
        {
            **LEAST,
            "description": None,
            "phones": [{"id": "p", "number": '"03 565 6000"'}],
            "attributes": [{"id": "1", "taxonomy_term": {"id": "t", "name": "Food Help", "description": "d"}}],
            "cost_options": [{"id": "c", "amount": 5}],
            "service_at_locations": [{"id": "x", "location": location, "schedules": [schedule]}],
            "minimum_age": 17.5,
            "status": "defunct",
        }
    ).fields
    assert (found["topics"], found["place"], found["street"], found["city"]) == (
        ("food-help",),
        "hameenlinna",
        "Katu 1",
        "Hämeenlinna",
    )
    assert (found["hours"], found["cost"], found["phone"]) == (read_hours("ma-ti 9-16"), Cost.FEE, "+35835656000")
    assert (found["min_age"], found["ended"]) == (17, True)


@pytest.mark.parametrize(
    "change",
    [
        {"freq": "MONTHLY"},
        {"interval": 2},
        {"byday": "2MO"},
        {"byday": None},
        {"valid_to": "2026-12-31"},
        {"valid_from": "2026-12-31"},
        {"opens_at": "9:00Z"},
        {"opens_at": "25:00"},
        {"closes_at": None},
        {"bymonthday": "1"},
    ],
)
def test_hours_that_no_week_tells(change: dict[str, Any]) -> None:
    """A schedule that is not the same every week is left out, and that is said."""
    schedule = {"id": "s", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "16:00"}
    found = one({**LEAST, "schedules": [schedule, {**deepcopy(schedule), "byday": "WE", **change}]})
    assert (found.fields["hours"], found.left_out) == ((), ("hours",))
    past = {**schedule, "byday": "WE", **change, "valid_to": "2020-01-01"}
    assert one({**LEAST, "schedules": [schedule, past]}).fields["hours"] == read_hours("ma 9-16")


def test_what_cannot_be_kept_is_said() -> None:
    """A second place, a phone number that cannot be called, a long text and a strange link are left out, and told."""
    places = [{"id": str(number), "location": {"id": "l", "location_type": "virtual"}} for number in range(2)]
    more = {"phones": [{"id": "1", "number": "1-800-FOOD"}], "eligibility_description": "x" * (LONGEST_TEXT + 1)}
    found = one({**LEAST, **more, "service_at_locations": places, "url": "javascript:alert(1)"})
    assert sorted(found.left_out) == ["phone", "places", "text", "url"]


@pytest.mark.parametrize(
    ("ident", "name", "code"),
    [
        ("food-1", "x", "food-1"),
        (IDENT, "Äidin Ruoka & Apu", "aidin-ruoka-apu"),
        (IDENT, "援", "service"),
    ],
)
def test_the_code_of_a_service(ident: str, name: str, code: str) -> None:
    """An id that is shaped like a code is the code; else it is made of the name."""
    assert one({**LEAST, "id": ident, "name": name}).code == code


def test_csv_rows() -> None:
    """Rows are read by their heading with , or ; between; each broken row is rejected alone."""
    lines = ["name,code,topics", "Apu,apu,food housing", "x", '"oops,b,c', "Toinen,toinen,", ",kolmas,"]
    text = "\n".join([*lines, "Soita anna@example.fi,neljas,", "A,Ä,", ""])
    found = rows(text, DirectoryFormat.CSV)
    assert found[0] == (2, Told({"name": "Apu", "code": "apu", "topics": ("food", "housing")}, "apu", own=True))
    expected = [
        (3, "cells", ""),
        (4, "not-csv", ""),
        (6, "missing", "name"),
        (7, "personal", "name"),
        (8, "unfit", "code"),
    ]
    assert reasons(text, DirectoryFormat.CSV) == expected


@pytest.mark.parametrize("heading", ["", "name", "code;name;nimi", "code;name;name", "\0"])
def test_a_heading_that_is_none(heading: str) -> None:
    """A file without our columns, or with others, is refused as a whole."""
    with pytest.raises(RowError) as caught:
        rows(f"{heading}\nx;y;z\n", DirectoryFormat.CSV)
    assert caught.value.reason == "heading"


def test_every_reason_has_words() -> None:
    """Each reason is a sentence."""
    assert all(REASONS.values())
