"""A report as CSV: tidy rows, two dialects, and nothing that a spreadsheet would run."""

import csv
import io
import re
from dataclasses import replace
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sotecli.core.codes import Level
from sotecli.core.suppression import Publishable
from sotecli.render.report_csv import EXCEL, PLAIN, Dialect, dictionary_csv, figures_csv, guarded
from sotecli.render.report_dictionary import in_every_language
from tests.publishables import a_publishable, partly_hidden, wholly_hidden

RUN = ["=1+1", "+1", "-1", "@SUM(A1)", "|calc", "%0A", "\t=1", "\r=1", "\n=1", "\0=1", "  =1", "\ufeff=1", "\u200b=1"]
RUN += ["\uff1d1+1", "\uff0b1", "\uff0d1", "\uff201", " \u2060\uff1d1", "=cmd|' /C calc'!A0", "\u00a0=1", "\u3000@A"]


def rows(content: bytes, dialect: Dialect = PLAIN) -> list[dict[str, str]]:
    """The rows of a file as a program reads them."""
    return list(csv.DictReader(io.StringIO(content.decode(dialect.encoding)), delimiter=dialect.delimiter))


def begins_to_run(cell: str) -> bool:
    """Whether a spreadsheet runs what it found in a cell."""
    return normalize("NFKC", cell).lstrip(' "\n').startswith(("=", "+", "-", "@", "|", "%", "\t"))


def figures(publishable: Publishable, dialect: Dialect = PLAIN) -> dict[tuple[str, str], dict[str, str]]:
    """The figures by their id and code."""
    return {(row["metric_id"], row["code"]): row for row in rows(figures_csv(publishable, dialect), dialect)}


def test_one_row_a_figure() -> None:
    """Every metric and every row of a breakdown is one row with all that says what it is."""
    page = a_publishable()
    found = figures(page)
    expected = [(metric.ident, "") for metric in page.report.metrics]
    expected += [(table.ident, row.code) for table in page.report.tables for row in table.rows]
    assert list(found) == expected
    row = found["reached", ""]
    assert (row["numerator"], row["denominator"], row["value"], row["unit"]) == ("695", "1190", "58.4", "percent")
    assert (row["period_from"], row["period_to"], row["frozen_on"]) == ("2026-06-01", "2026-10-31", "2026-11-02")
    assert (row["level"], row["threshold"], row["suppressed"], row["suppression_reason"]) == (
        "release",
        "5",
        "false",
        "",
    )
    assert (row["label_fi"], row["label_sv"], row["label_en"]) == ("tavoitettu", "nådd", "reached")
    assert found["requests_by_month", "2026-08"]["value"] == "0"
    assert found["offered", ""]["suppression_reason"] == "no_tally"


def test_what_is_hidden_is_empty_and_says_so() -> None:
    """A hidden figure has no number in any column, wherever disclosure control hides it."""
    hidden = [
        figures(a_publishable())["assigned", ""],
        figures(partly_hidden("outcomes", "guided"))["outcomes", "guided"],
        *(row for (ident, _code), row in figures(wholly_hidden()).items() if ident == "requests_by_channel"),
    ]
    assert len(hidden) == 5
    for row in hidden:
        assert [row[column] for column in ("numerator", "value", "band")] == [""] * 3
        assert (row["suppressed"], row["suppression_reason"]) == ("true", "small_count")
    assert figures(partly_hidden("outcomes", "guided"))["outcomes", "supported"]["suppressed"] == "false"


def test_a_finnish_excel_has_its_own_dialect() -> None:
    """Semicolons, decimal commas and a byte order mark; without them comma, point and plain UTF-8."""
    content, plain = figures_csv(a_publishable(), EXCEL), figures_csv(a_publishable())
    assert (content[:3], plain[:3]) == (b"\xef\xbb\xbf", b'"pe')
    assert figures(a_publishable(), EXCEL)["reached", ""]["value"] == "58,4"
    assert {len(line.split('";"')) for line in content.decode("utf-8-sig").splitlines()} == {27}


def test_a_preview_says_so_in_every_row() -> None:
    """The file of a preview is another one than that of a release."""
    released = replace(a_publishable(), preview=False)
    assert {row["preview"] for row in rows(figures_csv(a_publishable()))} == {"true"}
    assert {row["preview"] for row in rows(figures_csv(released))} == {"false"}


def test_excel_makes_no_dates_of_codes() -> None:
    """Codes that Excel would take for a day or a month are texts there; days are days, and other programs get codes."""
    codes = {row["code"] for row in rows(figures_csv(a_publishable(), EXCEL), EXCEL)}
    assert {"'4-5", "'2026-06", "6+", "call"} <= codes
    assert {"4-5", "2026-06"} <= {row["code"] for row in rows(figures_csv(a_publishable()))}
    assert rows(figures_csv(a_publishable(), EXCEL), EXCEL)[0]["period_from"] == "2026-06-01"


def test_the_level_stands_in_every_row() -> None:
    """An internal extract says so in each of its rows, however it is cut up later."""
    assert {row["level"] for row in rows(figures_csv(a_publishable(Level.INTERNAL)))} == {"internal"}


def test_a_dictionary_tells_every_figure_in_three_languages() -> None:
    """Whatever has figures has a label, a meaning, a unit and a source in each language, and a version."""
    page = a_publishable(cutoff="15:00")
    found = rows(dictionary_csv(page))
    idents = [metric.ident for metric in page.report.metrics] + [table.ident for table in page.report.tables]
    assert [(row["ident"], row["language"]) for row in found] == [
        (i, code) for i in idents for code in ("fi", "sv", "en")
    ]
    for row in found:
        assert all(row[column] for column in ("label", "definition", "unit", "source", "definitions_version")), row
        assert row["numerator"] or row["denominator"]


@pytest.mark.parametrize("dialect", [PLAIN, EXCEL], ids=["plain", "excel"])
def test_the_same_export_is_the_same_file(dialect: Dialect) -> None:
    """There is no time of day in it, and no order by chance."""
    assert figures_csv(a_publishable(), dialect) == figures_csv(a_publishable(), dialect)
    assert b"\r\n" in figures_csv(a_publishable(), dialect)


@pytest.mark.parametrize("text", RUN)
def test_no_text_is_run(text: str) -> None:
    """What a spreadsheet would run has an apostrophe in front, also behind what cannot be seen and in full width."""
    page = a_publishable(unit=text)
    for row in rows(figures_csv(page)):
        assert row["unit_name"].startswith("'")


@given(st.text(max_size=60) | st.text('=+\uff1d@;,\t" x\u037e\u0338\u200b', max_size=12))
def test_no_text_at_all_is_run(text: str) -> None:
    """Whatever a text is, its cell begins with nothing that runs, and stays on one line."""
    cell = guarded(text)
    assert not [part for part in re.split("[;,\t]", cell) if begins_to_run(part)]
    assert len(cell.splitlines()) <= 1


@pytest.mark.parametrize("gap", [";", ",", "\t", "; ", ",\u200b", ";;", ';"', '; "', "\u037e", ";\n"])
@pytest.mark.parametrize("text", RUN)
def test_no_text_is_run_by_another_dialect(text: str, gap: str) -> None:
    """Nor is what stands where a spreadsheet that was told another delimiter would begin a cell."""
    found = guarded(f"<b>x</b>{gap}{text}")
    assert not [cell for cell in re.split("[;,\t]", found) if begins_to_run(cell)]
    assert "'" in found.partition("</b>")[2].partition("1")[0]


def test_every_running_sign_of_a_name_is_guarded() -> None:
    """A name may have several of them, some in full width."""
    assert guarded("<b>x</b>;=1+1;\uff1dcmd") == "<b>x</b>;'=1+1;'\uff1dcmd"
    row = rows(figures_csv(a_publishable(unit='Päivä, "=1&"')))[0]
    assert row["unit_name"] == 'Päivä,\' "=1&"'


@pytest.mark.parametrize(
    "text", ["Päihdepalvelut, Öljytie 1–3", "A = B", "Turku; Åbo", "a-b,c d", "50 % enemmän", "Ääni"]
)
def test_ordinary_words_stay(text: str) -> None:
    """Nothing is put in front of words that run nowhere."""
    assert guarded(text) == text


def test_our_own_words_stay() -> None:
    """No label and no definition of a report has a formula anywhere."""
    words = [text for entry in in_every_language(a_publishable(cutoff="15:00").report) for text in entry]
    assert [guarded(text) for text in words] == words
