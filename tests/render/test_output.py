"""What reaches a terminal."""

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.codes import Form
from sotecli.render import output
from sotecli.render.output import MARK, _fitted, clean, json_text
from tests.conftest import Desk

HOSTILE = [
    "\x1b[31mred",
    "\x1b]0;title\x07",
    "\x1b]52;c;aGVp\x07",
    "\x1b]8;;http://example.org\x1b\\link",
    "\x9b31m",
    "\x07\x08\x0b\x7f",
    "a\u202eb\u2066c",
    "zero\u200bwidth\ufeff",
    "tag\U000e0041",
    "private\ue000",
    "e" + "\u0301" * 50,
]
ACTIVE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ue000\U000e0041]")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_made_harmless(text: str) -> None:
    """Escape sequences, control, bidirectional and invisible characters become a visible mark."""
    cleaned = clean(text)
    assert not ACTIVE.search(cleaned)
    assert MARK in cleaned or len(cleaned) < len(text)


@given(st.text(max_size=200))
def test_nothing_active_is_left(text: str) -> None:
    """Whatever comes in, no character is left that a terminal acts on, and cleaning again changes nothing."""
    cleaned = clean(text)
    assert not ACTIVE.search(cleaned)
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    "text", ["Äijälä–Öberg", "päihdepalvelut\nrivi 2", "Čohkka ŋ đ ŧ", "ti 23.6.2026 klo 9.30 “lainaus”"]
)
def test_words_stay_as_they_are(text: str) -> None:
    """Finnish, Swedish and Sámi letters, dashes, quotes and line breaks stay."""
    assert clean(text) == unicodedata.normalize("NFC", text)


@given(st.text(max_size=100))
def test_json_is_exact_and_harmless(text: str) -> None:
    """JSON gives the text back exactly and holds no character that a terminal acts on."""
    encoded = json_text({"unit": text})
    assert json.loads(encoded) == {"unit": text}
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", encoded)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_units_and_codes(inside: Desk, text: str) -> None:
    """Hostile text as an argument reaches no stream raw, whatever the command."""
    for words in (
        ["request", "show", text],
        ["worker", "add", text],
        ["setting", "set", text, "1"],
        [text],
        ["--" + text],
    ):
        ran = inside(*words)
        assert ran.code in {2, 4}
        assert not ACTIVE.search(ran.out + ran.err)


def test_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal each cell is a `label: value` line and rows are separated by an empty line."""
    output.table(Form.PLAIN, ["a", "b"], [["1", "2"], ["3", ""]])
    assert capsys.readouterr().out == "a: 1\nb: 2\n\na: 3\n"


@pytest.mark.parametrize("width", range(24, 60))
def test_no_line_breaks_a_code_or_a_command(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """However wide the terminal is, a code with hyphens and a command between backticks stay on one line."""
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    output.say("Codes such as social-worker-office and `sote rule list` are never broken over lines, however long.")
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= width
    assert (
        sum("social-worker-office" in line for line in lines) == sum("`sote rule list`" in line for line in lines) == 1
    )


def test_no_word_is_broken_where_there_is_room() -> None:
    """Each column gets its longest word before any gets more; where the words do not fit, no width is set."""
    columns, rows = ["day", "ref", "huomautus", "mitä"], [["a", "b", "piilotettu", "yksi kaksi kolme neljä"]]
    widths = _fitted(columns, rows, 30)
    assert widths[:3] == [3, 3, 10]
    assert sum(width or 0 for width in widths) == 30
    assert _fitted(columns, rows, 100)[3] == 22
    assert _fitted(columns, rows, 20) == [None] * 4
    assert _fitted(["luku", "arvo"], [["kaikki asiat", "1"]], 10) == [6, 4]


def test_long_labels_are_wrapped_beside_their_values(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A label that would leave its value no room goes over several lines; no word of the two is broken."""
    monkeypatch.setenv("COLUMNS", "80")
    label = "asiakkaat, jotka vastasivat tähän kysymykseen, kaikista asiakkaista"
    value = "lähtötilanne puuttuu: malli ei kerro, milloin se mitataan; vastauksia 110, kun kaikkia on 130"
    output.fields(Form.TABLE, [("nyt", "1"), (label, value)])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 80
    assert not [line for line in lines if line != line.rstrip()]
    assert sorted(" ".join(lines).split()) == sorted(f"nyt 1 {label} {value}".split())


def test_short_values_leave_the_labels_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """Where both fit, each pair is one line."""
    label = "the narrowest that an attacker can say of one"
    output.fields(Form.TABLE, [(label, "0–4"), ("figures", "33")])
    assert capsys.readouterr().out.splitlines() == [f"  {label}  0–4", f"  {'figures':<45}  33"]
