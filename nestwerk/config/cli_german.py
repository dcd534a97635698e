"""German surface for the console script: help texts, and one clear line instead of a traceback."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Any

import click
from click.exceptions import BadParameter, MissingParameter, NoSuchOption, UsageError

from nestwerk.common.os_causes import in_the_way


class GermanCommand(click.Command):
    """A command whose ``--help`` is German throughout."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help`` with a German explanation."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Diese Hilfe zeigen."
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the first line of the help."""
        words = [word.replace("[OPTIONS]", "[Optionen]") for word in self.collect_usage_pieces(ctx)]
        words = [word.replace("COMMAND [ARGS]...", "Befehl …") for word in words]
        formatter.write_usage(ctx.command_path, " ".join(words), prefix="Aufruf: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        shown = [record for option in options if (record := option.get_help_record(ctx)) is not None]
        records = [(names, text.replace("[required]", "[nötig]")) for names, text in shown]
        if records:
            with formatter.section("Optionen"):
                formatter.write_dl(records)


class GermanGroup(GermanCommand, click.Group):
    """The group of all commands; commands of it are German, too."""

    command_class = GermanCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        GermanCommand.format_options(self, ctx, formatter)
        names = [name for name in self.list_commands(ctx) if not self.commands[name].hidden]
        with formatter.section("Befehle"):
            formatter.write_dl([(name, self.commands[name].get_short_help_str(70)) for name in names])

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Keep the order in which the commands were added: first things first."""
        return list(self.commands)


def _name(error: BadParameter, otherwise: str) -> str:
    """Return how the operator calls the parameter that is wrong or missing."""
    if error.param is None or error.ctx is None:
        return otherwise
    return error.param.get_error_hint(error.ctx).replace("'", "")


_CLICK = tuple(
    (re.compile(said), german)
    for said, german in (
        (r"^(?:File|Directory|Path) '(.*)' does not exist\.$", "{0} gibt es nicht."),
        (r"^(?:File|Directory|Path) '(.*)' is a file\.$", "{0} ist eine Datei; hier wird ein Ordner gebraucht."),
        (r"^(?:File|Directory|Path) '(.*)' is a directory\.$", "{0} ist ein Ordner; hier wird eine Datei gebraucht."),
        (r"^(?:File|Directory|Path) '(.*)' is not readable\.$", "{0} darf nicht gelesen werden (fehlende Rechte)."),
        (r"^(?:File|Directory|Path) '(.*)' is not writable\.$", "{0} darf nicht beschrieben werden (fehlende Rechte)."),
        (r"^['\"](.*)['\"] does not match the formats? '%Y-%m-%d'\.$", "„{0}“ ist kein Tag wie 2026-01-31."),
        (r"^['\"](.*)['\"] is not a valid (?:integer|float)(?: range)?\.$", "„{0}“ ist keine Zahl."),
        (r"^(\S+) is not in the range x>=(\S+)\.$", "{0} ist zu klein; mindestens {1}."),
        (r"^(\S+) is not in the range (\S+)<=x<=(\S+)\.$", "{0} liegt nicht zwischen {1} und {2}."),
        (r"^['\"](.*)['\"] is not (?:one of )?('.*)\.$", "„{0}“ geht hier nicht; möglich: {1}."),
    )
)


def _german(message: str) -> str:
    """What click says of a value, in German; what our own checks say is German already."""
    for said, german in _CLICK:
        if found := said.match(message):
            return german.format(*found.groups())
    return message


def german_line(error: click.ClickException) -> str:
    """Return what was wrong with the call, in one German line."""
    if isinstance(error, NoSuchOption):
        hint = f" Gemeint ist vielleicht {', '.join(error.possibilities)}." if error.possibilities else ""
        return f"Die Option {error.option_name} gibt es nicht.{hint}"
    if isinstance(error, MissingParameter):
        return f"Es fehlt: {_name(error, 'eine Angabe')}."
    if isinstance(error, BadParameter):
        return f"{_name(error, 'Eine Angabe')}: {_german(error.message)}"
    if isinstance(error, click.FileError):
        return f"Die Datei {error.ui_filename} lässt sich nicht öffnen."
    if isinstance(error, UsageError) and error.message.startswith("No such command"):
        return f"Den Befehl {error.message.split(' ')[3].rstrip('.')} gibt es nicht. „nestwerk --help“ nennt alle."
    if isinstance(error, UsageError) and error.message.startswith("Got unexpected extra"):
        return f"Zu viele Angaben: {error.message.partition('(')[2].rstrip(')')}."
    if isinstance(error, UsageError) and "requires an argument" in error.message:
        return f"Nach {error.message.split(' ')[1]} fehlt eine Angabe."
    if isinstance(error, UsageError) and "does not take a value" in error.message:
        return f"{error.message.split(chr(39))[1]} steht allein, ohne eine Angabe dahinter."
    return error.message


def _readable(arguments: Sequence[str]) -> None:
    """Raise UsageError for an argument that is not UTF-8: a terminal or a script of another encoding wrote it."""
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError as error:
            shown = argument.encode("utf-8", "surrogateescape").decode("latin-1")
            raise UsageError(
                f"„{shown}“ ist nicht in UTF-8 geschrieben; bitte Terminal oder Skript umstellen."
            ) from error


def run(group: click.Group, arguments: Sequence[str] | None, expected: tuple[type[Exception], ...]) -> int:
    """Run the command line and return its exit code.

    ``expected`` errors, wrong calls and a machine without space or rights become one line on stderr; everything else
    is a defect and surfaces.
    """
    try:
        _readable(sys.argv[1:] if arguments is None else arguments)
        result: Any = group.main(args=arguments, prog_name="nestwerk", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        click.echo("Abgebrochen.", err=True)
        return 130
    except KeyboardInterrupt:
        click.echo("Abgebrochen.", err=True)
        return 130
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.ClickException as error:
        click.echo(f"Fehler: {german_line(error)}", err=True)
        return 2
    except expected as error:
        click.echo(f"Fehler: {error}", err=True)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except Exception as error:
        sentence = in_the_way(error)
        if sentence is None:
            raise
        click.echo(f"Fehler: {sentence}", err=True)
        return 1
    return result if isinstance(result, int) else 0
