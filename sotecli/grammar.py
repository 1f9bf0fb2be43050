"""What we teach typer: groups that load when they are called, help and usage errors in three languages.

typer carries its own copy of click and writes its messages in English only. So help is laid out here, each text
translated when it is shown, and a usage error is recognised by its class and told in our own words (`told`).
"""

import importlib
import re
from collections.abc import Callable
from typing import Any

import typer
import typer.core
from typer.models import CommandFunctionType

from sotecli.errors.base import SoteError
from sotecli.errors.usage import CallError
from sotecli.i18n import N_, _


class HelpMixin:
    """Help in the user's language, laid out plainly so that a screen reader can read it."""

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 (typer's own click)
        """Write usage, what it does, arguments, options, commands."""
        command: Any = self
        formatter.write_usage(ctx.command_path, " ".join(_usage_pieces(command, ctx)), prefix=_("Usage:") + " ")
        formatter.write_paragraph()
        formatter.write_text(_text(command))
        shown = [param for param in command.get_params(ctx) if not getattr(param, "hidden", False)]
        for title, kind in ((_("Arguments"), "argument"), (_("Options"), "option")):
            rows = [_row(param, ctx) for param in shown if param.param_type_name == kind]
            _section(formatter, title, rows)
        commands = getattr(command, "commands", {})
        _section(formatter, _("Commands"), [(name, _text(found)) for name, found in commands.items()])


class SoteCommand(HelpMixin, typer.core.TyperCommand):
    """A command with our help."""


class NumberCommand(SoteCommand):
    """A command whose arguments may be negative numbers, which look like options."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Let -3 be a value; with such a number a mistyped option is a word too many, and refused all the same."""
        ctx.ignore_unknown_options = any(re.fullmatch("-[0-9]+", word) for word in args)
        return super().parse_args(ctx, args)


class SoteGroup(HelpMixin, typer.core.TyperGroup):
    """A group of commands with our help."""


class LazyGroup(SoteGroup):
    """A group that is known by name and help, and whose module is imported when it is called."""

    module = ""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:  # noqa: ANN401
        """Load the module; running, help and completion all pass here."""
        if self.module:
            real: Any = typer.main.get_group(importlib.import_module(self.module).app)
            self.commands, self.module = real.commands, ""
        return super().make_context(info_name, args, parent, **extra)


class LazyCommand(SoteCommand):
    """A single command of the same kind."""

    module = ""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:  # noqa: ANN401
        """Load the module, whose one command this is."""
        if self.module:
            real: Any = typer.main.get_command(importlib.import_module(self.module).app)
            self.params, self.callback, self.module = real.params, real.callback, ""
        return super().make_context(info_name, args, parent, **extra)


def new_group() -> typer.Typer:
    """The typer app of one command group."""
    return typer.Typer(cls=SoteGroup, rich_markup_mode=None, add_completion=False, no_args_is_help=True)


def command(
    app: typer.Typer, text: str, *, name: str | None = None, cls: type[SoteCommand] = SoteCommand
) -> Callable[[CommandFunctionType], CommandFunctionType]:
    """Register a function as a command of `app`, with `text` as its help."""
    return app.command(name, cls=cls, help=text)


def lazy(group: SoteGroup, name: str, module: str, text: str, *, single: bool = False) -> None:
    """Make a command group (or a single command) of `module` known to `group` without importing it."""
    made: Any = (LazyCommand if single else LazyGroup)(name=name, help=text, rich_markup_mode=None)
    made.module = module
    if not single:
        made.no_args_is_help = True
    group.commands.setdefault(name, made)


def told(error: Any) -> SoteError:  # noqa: ANN401
    """What typer found wrong, in our words: by the class of its exception, never by its English text."""
    kind = type(error).__name__
    usage = error.ctx.command_path if getattr(error, "ctx", None) else "sote"
    hint = N_("`{usage} --help` shows what fits.")
    if kind == "MissingParameter":
        return CallError(N_("Missing: {meaning}"), hint, meaning=_meaning(error.param, error.ctx), usage=usage)
    if kind == "NoSuchOption":
        return CallError(N_("There is no option {what} here."), hint, what=error.option_name, usage=usage)
    if kind == "BadOptionUsage":
        return CallError(
            N_("The option {what} needs a value, or takes none."), hint, what=error.option_name, usage=usage
        )
    if kind == "BadParameter":
        return CallError(N_("The value of {what} does not fit."), hint, what=_name(error.param, error.ctx), usage=usage)
    return CallError(N_("This is not a command of sote, or there are too many words."), hint, usage=usage)


def _name(param: Any, ctx: Any) -> str:  # noqa: ANN401
    if param is None:
        return "?"
    return str(param.opts[0]) if param.param_type_name == "option" else str(param.make_metavar(ctx=ctx)).strip("[]")


def _meaning(param: Any, ctx: Any) -> str:  # noqa: ANN401
    """What an argument is, as its help says it; an option by its name."""
    text = _text(param) if param is not None and param.param_type_name == "argument" else ""
    return text[:1].lower() + text[1:] if text else f"{_name(param, ctx)}."


def _usage_pieces(command: Any, ctx: Any) -> list[str]:  # noqa: ANN401
    arguments = [param for param in command.get_params(ctx) if param.param_type_name == "argument"]
    pieces = [str(param.make_metavar(ctx=ctx)) for param in arguments]
    return [*pieces, _("[OPTIONS]"), *([_("COMMAND …")] if hasattr(command, "commands") else [])]


def _row(param: Any, ctx: Any) -> tuple[str, str]:  # noqa: ANN401
    metavar = str(param.make_metavar(ctx=ctx))
    text = _("Show this message and exit.") if param.name == "help" else _text(param)
    if codes := getattr(getattr(param.type, "func", None), "codes", ()):
        text = _("{text} One of: {codes}.").format(text=text, codes=", ".join(codes))
    if param.param_type_name == "argument":
        return metavar.strip("[]"), text
    names = ", ".join([*param.opts, *param.secondary_opts])
    needed = " " + _("(needed)") if param.required else ""
    return names if param.is_flag else f"{names} {metavar}", text + needed


def _text(described: Any) -> str:  # noqa: ANN401
    """The help of a command or option, translated; an empty message would be the catalogue's head."""
    return _(described.help) if described.help else ""


def _section(formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:  # noqa: ANN401
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows, col_max=30)
