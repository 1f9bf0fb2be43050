"""Reading what a new request holds."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.codes import Channel, TimeWish
from sotecli.core.personal import looks_personal
from sotecli.core.request import Draft
from sotecli.core.when import When
from sotecli.errors.missing import UnknownSourceError
from sotecli.errors.usage import BadCodeShapeError, BadContactError, BadInputError
from sotecli.intake import checked_contact, read_drafts, read_language_code, read_source
from sotecli.render.failure import sentence
from tests.conftest import PHONE

EMAIL = "nimeton@example.org"
SEPARATORS = st.sampled_from(["", " ", "-", "  ", "\u00a0", "\u2013"])
# fmt: off
MOBILE = [
    "0401234567", "040 123 4567", " 040-1234567\n", "(040) 1234567", "+358401234567", "+358 40 123 4567",
    "00358401234567", "00 358 40 1234567", "+358 (0)40 1234567", "\u202a+358401234567\u202c",
]
NO_PHONE = [
    "", "0", "112", "0401", "045", "+358", "040 123 4567 8901 234", "soita", "040 123 456A",
    "040ABCDEFG", "040 ABC DEFG", "0401234567 ext 5", "0401234567;ext=5", "040 1234567 p. 12",
    "0401234567, 0501234567", "0401234567/0501234567", "+999401234567", EMAIL, "131052-308T",
]
LANDLINES = ["09 310 5000", "0912345678", "+358 2 123 4567", "020 123 456", "0800 123456"]
GOOD_EMAIL = [
    (EMAIL, EMAIL),
    (f" {EMAIL}\n", EMAIL),
    ("Nimeton@EXAMPLE.Org", "Nimeton@example.org"),
    ("nimeton+tuki@example.org", "nimeton+tuki@example.org"),
    ("ni.me-ton_1@mail.example.org", "ni.me-ton_1@mail.example.org"),
    ("nimeton@äiti.example.org", "nimeton@xn--iti-pla.example.org"),
    ("o'hara@example.org", "o'hara@example.org"),
]
BAD_EMAIL = [
    "", "@", "nimeton", "nimeton@", "@example.org", "nimeton@example", "nimeton@example.o", "nimeton@.org",
    "nimeton@example..org", "nimeton@example.org.", ".nimeton@example.org", "nimeton.@example.org",
    "ni..meton@example.org", "nime ton@example.org", "nimeton@exa mple.org", "nimeton@exa_mple.org",
    "a@b@example.org", "Nimi <nimeton@example.org>", "nimeton@example.org, toinen@example.org",
    "nimeton@example.org\nBcc: toinen@example.org", "nimetön@example.org", "nimeton@[192.0.2.1]",
    "nimeton@-example.org", "nimeton@example-.org", "x" * 65 + "@example.org", "nimeton@" + "a" * 64 + ".org",
    "nimeton@" + "a." * 130 + "org", "nimeton@example.org\0", "\ud800@example.org", "nimeton@\ud800.org", "0401234567",
]
# fmt: on


@pytest.mark.parametrize("typed", MOBILE)
@pytest.mark.parametrize("channel", [Channel.CALL, Channel.SMS])
def test_finnish_mobile_numbers(channel: Channel, typed: str) -> None:
    """A mobile number is kept in one form, however it was written."""
    assert checked_contact(channel, typed) == PHONE


@given(st.sampled_from(["0", "+358", "00358"]), st.lists(SEPARATORS, min_size=9, max_size=9))
def test_separators_do_not_matter(head: str, separators: list[str]) -> None:
    """Blanks and hyphens between the digits change nothing."""
    digits = "".join(digit + separator for digit, separator in zip("401234567", separators, strict=True))
    assert checked_contact(Channel.CALL, head + digits) == PHONE


@pytest.mark.parametrize("typed", NO_PHONE)
@pytest.mark.parametrize("channel", [Channel.CALL, Channel.SMS])
def test_what_is_no_phone_number(channel: Channel, typed: str) -> None:
    """Too short, too long, with letters or an extension, or two numbers: it would reach somebody else or nobody."""
    with pytest.raises(BadContactError) as refused:
        checked_contact(channel, typed)
    assert refused.value.values == {"channel": channel}


@pytest.mark.parametrize("typed", LANDLINES)
def test_a_landline_gets_no_text_message(typed: str) -> None:
    """A landline or service number can be called and takes no text message."""
    assert checked_contact(Channel.CALL, typed).startswith("+358")
    with pytest.raises(BadContactError):
        checked_contact(Channel.SMS, typed)


@pytest.mark.parametrize("typed", ["+46701234567", "0046 70 123 45 67"])
def test_a_foreign_mobile_number(typed: str) -> None:
    """A number with another country's code is that country's."""
    assert checked_contact(Channel.SMS, typed) == "+46701234567"


@pytest.mark.parametrize(("typed", "kept"), GOOD_EMAIL)
def test_addresses(typed: str, kept: str) -> None:
    """An address is kept as it was written, its domain in small ASCII letters."""
    assert checked_contact(Channel.EMAIL, typed) == kept


@pytest.mark.parametrize("typed", BAD_EMAIL)
def test_what_is_no_address(typed: str) -> None:
    """What cannot be a single address is refused, and not repeated."""
    with pytest.raises(BadContactError) as refused:
        checked_contact(Channel.EMAIL, typed)
    assert refused.value.values == {"channel": Channel.EMAIL}


@given(st.sampled_from(Channel), st.text(max_size=40) | st.text("0123456789+-() ./;=exta@é", max_size=24))
def test_any_text_is_taken_or_refused(channel: Channel, typed: str) -> None:
    """Whatever is typed is refused by name or kept in a form that is known as contact details and stays the same."""
    try:
        kept = checked_contact(channel, typed)
    except BadContactError:
        return
    assert looks_personal(kept)
    assert checked_contact(channel, kept) == kept


@pytest.mark.parametrize(("typed", "code"), [("fi", "fi"), (" SV ", "sv"), ("smn", "smn")])
def test_languages(typed: str, code: str) -> None:
    """A language is two or three letters, kept small."""
    assert read_language_code(typed) == code


@pytest.mark.parametrize("typed", ["", "f", "suomi", "f1", "fi-FI", "ää"])
def test_what_is_no_language(typed: str) -> None:
    """Anything else is no language."""
    with pytest.raises(BadCodeShapeError):
        read_language_code(typed)


def test_sources() -> None:
    """A source is 2-32 small letters, digits or hyphens."""
    assert read_source(" nuori-talo ") == "nuori-talo"
    for typed in ("", "a", "Nuori", "nuori talo", "nuori_talo", "ä" * 3, "a" * 33, "a\nb"):
        with pytest.raises(BadCodeShapeError):
            read_source(typed)


def drafts(text: str) -> list[Draft]:
    """What would be made into requests."""
    return read_drafts(text, lambda draft: draft)


def line(**values: object) -> str:
    """A line of JSON with a call to the invented number, unless the test says otherwise."""
    return json.dumps({"channel": "call", "contact": "040 123 4567", **values})


def test_one_object_is_one_request() -> None:
    """One object, on one line or many, is one request with everything that was said, and defaults for the rest."""
    whole = {"source": "p2", "time_wish": "evening", "language": "SV", "message_ok": True, "received": "16.6.2026"}
    read = Draft(
        Channel.CALL, PHONE, When("16.6.2026", date(2026, 6, 16)), "p2", TimeWish.EVENING, "sv", message_ok=True
    )
    assert drafts(line(**whole)) == [read]
    assert drafts(json.dumps(json.loads(line(**whole)), indent=2)) == [read]
    assert drafts(line()) == [Draft(channel=Channel.CALL, contact=PHONE)]
    assert drafts(line(source=None)) == drafts(line())


def test_each_line_is_one_request() -> None:
    """Lines are requests in their order; empty lines, Windows line ends and a byte order mark do not matter."""
    text = f"\ufeff\n{line(source='p1')}\r\n\n  \n{line(channel='email', contact=EMAIL)}\n"
    assert [(draft.source, draft.contact) for draft in drafts(text)] == [("p1", PHONE), (None, EMAIL)]


def test_received_has_another_name() -> None:
    """`received_at` is the same as `received`."""
    assert drafts(line(received_at="16.6.2026")) == drafts(line(received="16.6.2026"))


SECRET = "0409998887"  # invented, and not the number of any good line
# fmt: off
BAD_LINES = {
    "unknown key": line(name=SECRET),
    "received twice": line(received="16.6.2026", received_at="16.6.2026"),
    "contact twice": f'{{"channel": "call", "contact": "{SECRET}", "contact": "0401234567"}}',
    "no channel": json.dumps({"contact": SECRET}),
    "no contact": json.dumps({"channel": "call"}),
    "channel": line(channel=SECRET),
    "channel of a wrong type": line(channel=[SECRET]),
    "contact of a wrong type": line(contact=409998887),
    "contact empty": line(contact=None),
    "contact for another channel": line(channel="email", contact=SECRET),
    "message_ok of a wrong type": line(message_ok=1),
    "message_ok as text": line(message_ok=SECRET),
    "received": line(received=SECRET),
    "received of a wrong type": line(received=20260616),
    "time_wish": line(time_wish=SECRET),
    "language": line(language=SECRET),
    "source": line(source=f"Nuori {SECRET}"),
    "a phone number for a source": line(source=SECRET),
    "an identity code for a source": line(source="131052-308t"),
    "array": f"[{line(contact=SECRET)}]",
    "text": json.dumps(SECRET),
    "number": SECRET[1:],
    "null": "null",
    "no JSON": f"contact: {SECRET}",
    "cut off": line(contact=SECRET)[:-1],
    "deep": "[" * 100_000,
}
# fmt: on


@pytest.mark.parametrize("bad", list(BAD_LINES))
def test_a_bad_line_is_named_and_not_repeated(bad: str) -> None:
    """A line that cannot be taken stops everything, by its number, and no word of it is in the error."""
    text = f"{line()}\n\n{BAD_LINES[bad]}\n{line(channel='kall')}\n"
    with pytest.raises(BadInputError) as refused:
        drafts(text)
    assert refused.value.values["line"] == 3
    told = sentence(refused.value)
    assert "3" in told
    for secret in (SECRET, "9998887", "131052", "Nuori", "name"):
        assert secret not in told + repr(refused.value.values)


@pytest.mark.parametrize("bad", list(BAD_LINES))
def test_a_single_bad_request_is_line_1(bad: str) -> None:
    """Alone on standard input it is line 1."""
    with pytest.raises(BadInputError) as refused:
        drafts(BAD_LINES[bad])
    assert refused.value.values["line"] == 1


@pytest.mark.parametrize("text", ["", "\n", "  \n\t\n"])
def test_nothing_to_take(text: str) -> None:
    """Empty input is refused rather than taken for no requests."""
    with pytest.raises(BadInputError):
        drafts(text)


def test_a_refusal_of_the_maker_names_the_line() -> None:
    """What only the file can tell, such as an unknown source, is told with the line, too."""

    def make(draft: Draft) -> Draft:
        if draft.source == "muu":
            raise UnknownSourceError(source=draft.source, known="p2")
        return draft

    with pytest.raises(BadInputError) as refused:
        read_drafts(f"{line()}\n{line(source='muu')}\n", make)
    assert refused.value.values["line"] == 2
    assert isinstance(refused.value.values["reason"], UnknownSourceError)
