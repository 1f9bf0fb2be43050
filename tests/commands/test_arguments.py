"""What may stand in a call, and what may not."""

import pytest

from tests.conftest import Desk


@pytest.mark.parametrize(
    "word", ["+358401234567", "040 123 4567", "(040) 123-4567", "nimeton@example.org", "131052-308T"]
)
@pytest.mark.parametrize(
    "words",
    [
        ["request", "show"],
        ["request", "add", "--channel", "call"],
        ["request", "add", "--channel"],
        ["contact", "log"],
        ["request", "add", "--received"],
        ["setting", "set", "pilot.start"],
        [],
    ],
)
def test_personal_data_as_an_argument_is_refused(inside: Desk, words: list[str], word: str) -> None:
    """A phone number, an address or an identity code as an argument is exit 2 `unsafe_argument`, never repeated."""
    ran = inside(*words, word, "--json")
    assert (ran.code, ran.error["code"]) == (2, "unsafe_argument")
    assert word not in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ["request", "show", "040.1234567"],
        ["request", "show", "０４０１２３４５６７"],
        ["request", "show", "010190\u2212123A"],
        ["request", "show", "[040] 1234567"],
        ["request", "add", "--phone=0401234567"],
        ["request", "add", "--source", "0401234567"],
        ["worker", "add", "131052-308T"],
        ["visit", "log", "e", "site=0401234567"],
        ["feedback", "add", "--after", "P-22", "--answer", "met=0401234567"],
        ["contact", "log", "P-22", "--service", "0401234567"],
    ],
)
def test_disguised_personal_data(inside: Desk, words: list[str]) -> None:
    """Dots, full-width digits, other dashes and the value behind = are seen through as well."""
    ran = inside(*words, "--json")
    assert (ran.code, ran.error["code"]) == (2, "unsafe_argument")
    assert words[-1].rpartition("=")[2] not in ran.err


@pytest.mark.parametrize(
    "words", [["show", "P-7K 0401234567"], ["show", "Matti Keksitty"], ["list", "--status", "tel 040123"]]
)
def test_what_is_no_code_is_not_repeated(inside: Desk, words: list[str]) -> None:
    """An error repeats what was typed only if it has the shape of a code."""
    ran = inside("request", *words)
    assert ran.code in {2, 4}
    assert words[-1] not in ran.err


def test_standard_input_cannot_be_two_things(inside: Desk) -> None:
    """The passphrase on descriptor 0 together with data on standard input is exit 2."""
    assert inside("--passphrase-fd", "0", "request", "add", "--input", "-").code == 2
    assert inside("request", "add", "--input", "-", "--contact-stdin").code == 2


def test_options_beside_json_are_refused(inside: Desk) -> None:
    """Options that JSON on standard input would silently win over are refused."""
    ran = inside(
        "request", "add", "--input", "-", "--channel", "sms", stdin='{"channel": "call", "contact": "040 123 4567"}'
    )
    assert ran.code == 2
    assert inside("request", "list", "--json").json == []


def test_scopes_exclude_each_other(inside: Desk) -> None:
    """--mine, --of and --unassigned do not go together."""
    for words in (["request", "list", "--mine", "--of", "bo"], ["request", "list", "--mine", "--unassigned"]):
        assert inside(*words).code == 2
    assert inside("followup", "due", "--mine", "--of", "bo").code == 2


@pytest.mark.parametrize("day", ["01.13.2026", "05.05.20266", "00.00.2026", "09.09.2026 25.00"])
def test_a_date_that_does_not_exist_is_no_phone_number(inside: Desk, day: str) -> None:
    """A date with a leading zero that does not exist is told as a date, not as personal data."""
    ran = inside(
        "request", "add", "--channel", "call", "--contact-stdin", "--received", day, "--json", stdin="040 123 4567"
    )
    assert (ran.code, ran.error["code"]) == (2, "usage")


def test_finnish_dates_with_leading_zeros_are_settings(inside: Desk) -> None:
    """The pilot's start can be written 01.06.2026."""
    assert inside("setting", "set", "pilot.start", "01.06.2026", "--json").json == {"pilot.start": "2026-06-01"}
