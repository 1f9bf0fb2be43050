"""Three rings, one sandwich: who may import what, and where things may happen."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "sotecli"
# part -> (what it may import of the package, what it may import from outside besides the standard library)
ALLOWED: dict[str, tuple[set[str], set[str]]] = {
    "core": ({"core", "errors"}, {"dateutil"}),
    "storage": ({"core", "errors", "storage"}, {"sqlcipher3"}),
    "storage/migrations.py": (set(), {"sqlite_utils", "sqlcipher3"}),
    "render": ({"core", "errors", "i18n", "render"}, {"rich"}),
    "render/report_html.py": ({"core", "errors", "i18n", "render"}, {"jinja2"}),
    "render/report_parquet.py": ({"core", "errors", "i18n", "render"}, {"duckdb"}),
    "render/report_rows.py": ({"", "core", "errors", "i18n", "render"}, set()),
    "render/report_xlsx.py": ({"core", "errors", "i18n", "render"}, {"xlsxwriter"}),
    "render/ics.py": ({"core", "errors", "i18n", "render"}, {"icalendar"}),
    "render/page.py": ({"core", "errors", "i18n", "render"}, {"jinja2"}),
    "errors": ({"errors", "i18n"}, set()),
    "i18n.py": (set(), set()),
    "keys.py": ({"errors"}, set()),
    "intake.py": ({"core", "errors", "i18n"}, {"phonenumbers"}),
    "directory": ({"core", "directory", "errors", "intake"}, set()),
    "directory/hsds.py": ({"core", "directory", "errors", "intake"}, {"fastjsonschema"}),
    "settings.py": ({"errors"}, {"platformdirs"}),
    "terminal.py": (set(), set()),
    "passphrase.py": ({"errors", "i18n", "terminal"}, set()),
    "answers.py": ({"errors", "i18n", "render", "terminal"}, set()),
    "questions.py": (
        {"answers", "core", "errors", "i18n", "intake", "keys", "passphrase", "render", "terminal"},
        set(),
    ),
    "extract.py": ({"core", "errors"}, {"pyarrow"}),
    "engine.py": ({"core", "errors"}, {"ibis", "pyspark"}),
    "national_days.py": ({"core"}, {"holidays"}),
    "ruleset.py": ({"core", "errors"}, set()),
    "modelset.py": ({"core", "errors", "ruleset"}, set()),
    "feedbackset.py": ({"core", "errors", "modelset"}, set()),
    "codeset.py": ({"core"}, set()),
    "attack.py": ({"core", "errors"}, {"highspy", "numpy"}),
    "session.py": (
        {"core", "errors", "i18n", "keys", "passphrase", "settings", "storage", "terminal"},
        set(),
    ),
    "grammar.py": ({"errors", "i18n"}, {"typer"}),
    "commands": (
        {
            "commands",
            "core",
            "directory",
            "errors",
            "grammar",
            "i18n",
            "intake",
            "keys",
            "passphrase",
            "questions",
            "render",
        }
        | {"attack", "engine", "extract", "national_days"}
        | {"codeset", "feedbackset", "modelset", "ruleset", "session", "settings", "storage", "terminal"},
        {"typer"},
    ),
    "cli.py": (
        {"", "commands", "core", "errors", "grammar", "i18n", "questions", "render", "session", "settings"},
        {"typer"},
    ),
    "__main__.py": ({"cli"}, set()),
    "__init__.py": (set(), set()),
}
FORBIDDEN_IN_CORE = {"sqlite3", "os", "pathlib", "sys", "subprocess", "socket", "time"}
COMMAND_STATEMENTS, FUNCTION_LINES, FILE_LINES = 15, 25, 300
GENERATED = {"closed_days.py", "closed_day_names.py"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    """The row of the table that holds for a module."""
    name = path.relative_to(PACKAGE).as_posix()
    return name if name in ALLOWED else name.split("/")[0]


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module that is imported, wherever in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """The functions of a module."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            yield node


def body_lines(function: ast.FunctionDef) -> int:
    """The lines of a function's body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_follow_the_table(path: Path) -> None:
    """A module imports only what its ring may."""
    inside, outside = ALLOWED[part_of(path)]
    for name in imports(ast.parse(path.read_text())):
        top, _dot, rest = name.partition(".")
        if top == "sotecli":
            target = rest.split(".")[0]
            known = target if (PACKAGE / target).is_dir() or (PACKAGE / f"{target}.py").exists() else ""
            assert known in inside, f"{path.name} must not import sotecli.{rest}"
        else:
            import sys  # noqa: PLC0415

            assert top in outside or top in sys.stdlib_module_names, f"{path.name} must not import {name}"


@pytest.mark.parametrize("path", sorted((PACKAGE / "core").glob("*.py")), ids=lambda path: path.name)
def test_core_touches_nothing(path: Path) -> None:
    """No module of core can reach a file, a clock or the system."""
    tops = {name.split(".")[0] for name in imports(ast.parse(path.read_text()))}
    assert not tops & FORBIDDEN_IN_CORE
    calls = [ast.unparse(node) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    assert not [call for call in calls if ".now(" in call or ".today(" in call or call.startswith("open(")]


def test_values_of_core_are_frozen() -> None:
    """Every value of core is a NamedTuple or a frozen dataclass."""
    for path in (PACKAGE / "core").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef):
                decorators = [ast.unparse(decorator) for decorator in node.decorator_list]
                made = [text for text in decorators if "dataclass" in text]
                assert all("frozen=True" in text for text in made), f"{path.name}: {node.name}"


def test_sql_stands_in_storage_only() -> None:
    """No SQL outside storage."""
    words = ("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "PRAGMA ", "CREATE ")
    for path in MODULES:
        if "storage" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    assert not node.value.startswith(words), f"{path.name}: {node.value[:40]}"


def test_printing_happens_in_render_only() -> None:
    """`print` and writing to the standard streams stand in render; questions have the terminal."""
    for path in MODULES:
        text = path.read_text()
        if "render" not in path.parts:
            called = {ast.unparse(node.func) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)}
            assert not called & {"print", "sys.stdout.write", "sys.stderr.write", "typer.echo", "typer.secho"}, (
                path.name
            )


def test_one_connect() -> None:
    """The file is opened in one function of the package; what counts over extracts opens none."""
    calls = [
        (path.name, node.func.attr)
        for path in MODULES
        if path.name != "engine.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    assert [name for name, called in calls if called == "connect"] == ["database.py"]


def test_only_suppression_makes_publishables() -> None:
    """Nothing but disclosure control can make what reports may show."""
    made = [path.name for path in MODULES if "Publishable(" in path.read_text()]
    assert made == ["suppression.py"]


def test_one_clock() -> None:
    """The clock is read in one place of the package."""
    assert [path.name for path in MODULES if "datetime.now(" in path.read_text()] == ["session.py"]


def test_no_click() -> None:
    """Typer carries its own click; the other one would not match it."""
    assert not [path.name for path in MODULES if "click" in set(imports(ast.parse(path.read_text())))]


def test_commands_are_short() -> None:
    """A command reads, decides, saves, shows in 15 statements at most."""
    for path in (PACKAGE / "commands").rglob("*.py"):
        for function in functions(path):
            if any("command(" in ast.unparse(decorator) for decorator in function.decorator_list):
                statements = sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 2
                assert statements <= COMMAND_STATEMENTS, f"{path.name}: {function.name} has {statements}"


def test_functions_and_files_are_short() -> None:
    """No function body is longer than 25 lines, no file longer than 300, generated data apart."""
    for path in MODULES:
        if path.name in GENERATED:
            continue
        assert len(path.read_text().splitlines()) <= FILE_LINES, path.name
        for function in functions(path):
            assert body_lines(function) <= FUNCTION_LINES, f"{path.name}: {function.name} {body_lines(function)}"


def test_nobody_catches_our_errors_in_commands() -> None:
    """Errors end in the one boundary, never in a command."""
    for path in (PACKAGE / "commands").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ExceptHandler) and path.name != "options.py":
                assert "Error" not in ast.unparse(node.type or ast.Constant("")), path.name


def test_every_error_has_words_and_a_code() -> None:
    """Each error that can be raised has a message and the exit code of its family."""
    from sotecli.errors import (  # noqa: PLC0415
        appointment,
        base,
        case,
        days,
        export,
        extract,
        feedback,
        file,
        leaving,
        missing,
        model,
        referral,
        refused,
        release,
        rules,
        service,
        usage,
        visit,
    )

    refusals = {family: {5} for family in (refused, case, feedback, leaving, referral, appointment, release)}
    calls = {usage: {2}, days: {2}, rules: {2}, model: {2}, visit: {2}, service: {2}, export: {2, 5}}
    files = {file: {6, 10, 11, 12, 13, 14}, extract: {2, 5, 10, 12, 13}}
    families = {**calls, **refusals, **files, missing: {4}, base: {3, 130}}
    abstract = {
        "SoteError",
        "UsageError",
        "NotFoundError",
        "RefusedError",
        "CaseRefusedError",
        "AppointmentRefusedError",
        "LeavingError",
        "CallError",
        "BadLineError",
        "ModelMistakeError",
        "RowError",
    }
    for module, codes in families.items():
        for name, found in vars(module).items():
            if isinstance(found, type) and issubclass(found, base.SoteError) and found.__module__ == module.__name__:
                assert found.exit_code in codes, name
                assert found.message or name in abstract, name
                assert found.rule or module not in refusals or name in abstract, name
