"""The door and the one error boundary."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PHONE, Desk, sote


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
@pytest.mark.parametrize(
    "words",
    [
        ["nothing"],
        ["request", "nothing"],
        ["request", "show"],
        ["request", "list", "--nothing"],
        ["request", "list", "--status"],
        ["request", "list", "--status", "odd"],
        ["request", "show", "P-2222", "more"],
        ["contact", "log", "P-2222", "--channel", "fax"],
        ["--lang", "de", "request", "list"],
        ["followup", "due", "--ahead", "x"],
        ["request", "list", "--json=1"],
    ],
)
def test_usage_errors_speak_the_users_language(inside: Desk, lang: str, words: list[str]) -> None:
    """A usage error is exit 2, one sentence and a next step in the language of the run, without typer's English."""
    inside.extra["SOTE_LANG"] = lang
    ran = inside(*words)
    assert ran.code == 2
    assert ran.out == ""
    assert 1 <= len(ran.err.strip().splitlines()) <= 3
    if lang != "en":
        assert not [
            word for word in ("No such", "Missing", "Invalid", "Usage", "Error", "There is no") if word in ran.err
        ]


def test_errors_as_json_wherever_they_happen(inside: Desk) -> None:
    """With --json the error is one document on standard error, also for usage errors."""
    for words in (["request", "list", "--nothing"], ["request", "show", "P-2222"], ["nothing"]):
        ran = inside(*words, "--json")
        assert set(ran.error) >= {"code", "exit", "message", "hint"}
        assert ran.error["exit"] == ran.code


def test_help_speaks_three_languages(inside: Desk) -> None:
    """Help of every level is in the language of the run and exits with 0."""
    for lang, word in (("fi", "Valitsimet"), ("sv", "Alternativ"), ("en", "Options")):
        for words in ([], ["request"], ["request", "add"], ["init"]):
            ran = inside("--lang", lang, *words, "--help")
            assert ran.code == 0
            assert word in ran.out, (lang, words, ran.out)


def test_a_group_alone_shows_its_help(inside: Desk) -> None:
    """`sote request` shows what there is, and is exit 2."""
    ran = inside("request")
    assert ran.code == 2
    assert "close" in ran.err


def test_a_bug_is_one_line(inside: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of our own is exit 3 in one line with a number and without its contents."""

    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError(PHONE)

    monkeypatch.setattr("sotecli.storage.requests.listing", broken)
    ran = inside("request", "list", "--json")
    assert (ran.code, ran.error["code"]) == (3, "bug")
    assert PHONE not in ran.err
    assert "Traceback" not in ran.err


def test_a_reader_that_leaves(unit: Desk) -> None:
    """When the reader of the results leaves early, nothing is said."""
    for _ in range(3):
        unit.add()
    done = subprocess.run(
        f"'{Path(sys.executable).parent / 'sote'}' request list --plain | head -n 1",
        shell=True,
        env=dict(os.environ) | unit.environment,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )
    assert done.stderr == ""
    assert done.stdout.startswith("reference:")


def test_both_ways_of_calling(tmp_path: Path) -> None:
    """`sote` and `python -m sotecli` are the same program."""
    environment = dict(os.environ) | {"SOTE_FILE": str(tmp_path / "none.db")}
    module = subprocess.run(
        [sys.executable, "-m", "sotecli"], env=environment, capture_output=True, text=True, check=False
    )
    assert module.stdout == sote(environment={"SOTE_FILE": str(tmp_path / "none.db")}).out


def test_configuration(inside: Desk, tmp_path: Path) -> None:
    """`sote.toml` names the file, the worker and the language; environment and options come first."""
    folder = tmp_path / "home" / ".config" / "sote"
    folder.mkdir(parents=True)
    inside.environment["XDG_CONFIG_HOME"] = str(tmp_path / "home" / ".config")
    (folder / "sote.toml").write_text(f'file = "{inside.path}"\nworker = "bo"\nlang = "sv"\n')
    del inside.environment["SOTE_FILE"], inside.environment["SOTE_WORKER"]
    assert inside("--json").json["worker"] == "bo"
    assert inside("--worker", "anna", "--json").json["worker"] == "anna"
    assert "onsdag" in inside().out or "on 17.6.2026" in inside().out
    (folder / "sote.toml").write_text("worker = 3")
    assert inside("--json").code == 2


def test_marked_contents_appear_nowhere(unit: Desk) -> None:
    """A phone number that was taken in appears in no output, no error and no file of the run, but for --reveal."""
    ref = unit.add(contact="+358 50 123 4987")
    calls = [
        ["request", "list"],
        ["request", "show", ref],
        ["followup", "due", "--ahead", "5"],
        ["followup", "explain", ref],
        ["contact", "log", ref, "--channel", "call", "--result", "reached"],
        ["contact", "list", ref],
        ["request", "close", ref, "--outcome", "declined"],
        ["report", "pilot", "--level", "internal"],
        ["request", "show", "P-22"],
        [],
    ]
    for words in calls:
        for form in ("--json", "--plain"):
            ran = unit(*words, form)
            assert "501234987" not in ran.out + ran.err
    assert b"501234987" not in unit.path.read_bytes()


def test_an_answer_that_cannot_be_written(unit: Desk) -> None:
    """When standard output is full, it is exit 14, and the sentence says that the act may have been stored."""
    words = [str(Path(sys.executable).parent / "sote"), "request", "add", "--channel", "call", "--contact-stdin"]
    with open("/dev/full", "w") as full:  # noqa: PTH123
        done = subprocess.run(
            words,
            input=PHONE,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=dict(os.environ) | unit.environment,
            check=False,
            start_new_session=True,
        )
    assert done.returncode == 14
    assert "may have been stored" in done.stderr
    assert len(unit("request", "list", "--json").json) == 1


def test_closed_streams_keep_the_exit_code(unit: Desk) -> None:
    """Without standard error the exit code is still that of the mistake."""
    words = f"'{Path(sys.executable).parent / 'sote'}' --file /none followup due --check 2>&-"
    done = subprocess.run(words, shell=True, env=dict(os.environ) | unit.environment, check=False, capture_output=True)
    assert done.returncode == 10
