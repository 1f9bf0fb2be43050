"""Writes the command reference into README.md: `python tests/reference.py`. A test compares it with what is there."""

import re
from pathlib import Path
from typing import Any

import typer

from sotecli.cli import GROUPS, app
from sotecli.i18n import choose_language

README = Path(__file__).parent.parent / "README.md"
BETWEEN = re.compile(r"(<!-- reference: [^\n]*-->\n).*?(<!-- end of reference -->)", re.DOTALL)


def reference() -> str:
    """Every command with what it does and its options, as it is in the program."""
    choose_language(lambda: "en")
    root: Any = typer.main.get_command(app)
    lines = []
    for name, found in root.commands.items():
        context = found.make_context(name, ["--nothing"], resilient_parsing=True)
        commands = found.commands.items() if name in GROUPS else [("", found)]
        for verb, command in commands:
            lines.append(f"* `{_usage(f'sote {name} {verb}'.strip(), command, context)}` – {command.help}")
    return "\n".join(lines)


def _usage(path: str, command: Any, context: Any) -> str:  # noqa: ANN401
    pieces = [path]
    for param in command.params:
        metavar = param.make_metavar(ctx=context)
        if param.param_type_name == "argument":
            pieces.append(str(metavar).strip("[]"))
        elif not getattr(param, "hidden", False):
            name = "/".join([param.opts[0], *param.secondary_opts])
            option = name if param.is_flag else f"{name} {metavar}"
            pieces.append(option if param.required else f"[{option}]")
    return " ".join(pieces)


def written(readme: str) -> str:
    """The README with the reference in its place."""
    return BETWEEN.sub(lambda found: f"{found[1]}{reference()}\n{found[2]}", readme)


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
