"""`sote` alone."""

from pathlib import Path

from tests.conftest import Desk, sote


def test_without_a_file_it_says_how_to_begin(tmp_path: Path) -> None:
    """A newcomer gets a welcome and the two next commands, nothing is asked, exit 0."""
    ran = sote(environment={"SOTE_FILE": str(tmp_path / "none.db"), "SOTE_LANG": "en"})
    assert ran.code == 0
    assert "sote demo" in ran.out
    assert "sote init" in ran.out


def test_my_day_has_its_groups(inside: Desk) -> None:
    """My day shows late, due today, new and waiting, each with the command that handles it."""
    late, mine, other = (inside.add(now="2026-06-10T09:00:00+03:00") for _ in range(3))
    inside("worker", "assign", mine, "anna")
    inside(
        "contact",
        "log",
        mine,
        "--channel",
        "call",
        "--result",
        "no-answer",
        "--next",
        "17.6.2026",
        now="2026-06-11T09:00:00+03:00",
    )
    inside("worker", "assign", other, "bo")
    new = inside.add()
    waiting = inside.add()
    inside("worker", "assign", waiting, "anna")
    day = inside("--json").json
    assert [item["ref"] for item in day["late"]] == [late]
    assert [item["ref"] for item in day["today"]] == [mine]
    assert [request["ref"] for request in day["new"]] == [new]
    assert [request["ref"] for request in day["waiting"]] == [waiting]
    shown = inside().out
    assert "sote contact log" in shown
    assert "sote worker assign" in shown
    assert other not in shown


def test_an_empty_day(inside: Desk) -> None:
    """An empty day says so and names the next command."""
    assert "sote request add" in inside().out
