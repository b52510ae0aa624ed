"""The only module that builds a site for a command: into a folder of its own, with the settings that the blog has."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from typing import Any

import pelican
from msgspec import Struct
from pelican import signals
from pelican.log import init as init_logging
from pelican.settings import read_settings
from pelican.writers import Writer

from pelican_share_nudge import report
from pelican_share_nudge.errors import CommandError
from pelican_share_nudge.host.gate import GATE, Gate
from pelican_share_nudge.host.isolation import isolated
from pelican_share_nudge.host.process import PREFIX
from pelican_share_nudge.host.register import register
from pelican_share_nudge.host.sandbox import Sandbox
from pelican_share_nudge.settings.problems import ConfigError


class BuildOptions(Struct, frozen=True, kw_only=True):
    """How the command line wants a site built, as for Pelican.

    Attributes:
        settings: absolute path of the settings file; empty when there is none.
        content: the content folder; empty for that of the settings.
        theme: the theme; empty for that of the settings.
        extra: settings that win over those of the file, each as `KEY=VALUE`.
        folder: where to build, which others take away; empty for one that is gone after the build.
    """

    settings: str = ""
    content: str = ""
    theme: str = ""
    extra: tuple[str, ...] = ()
    folder: str = ""


def find_settings(named: str | None) -> str:
    """Find the settings file as Pelican does.

    Returns:
        its absolute path; empty when none is named and there is none.

    Raises:
        CommandError: it is not there.
    """
    if named is None and not os.path.isfile(pelican.DEFAULT_CONFIG_NAME):
        return ""
    path: str = os.path.abspath(named or pelican.DEFAULT_CONFIG_NAME)
    if not os.path.isfile(path):
        raise CommandError(f"there is no settings file {path}.")
    return path


@contextmanager
def built(gate: Gate, options: BuildOptions) -> Iterator[None]:
    """Build a site; what was written is there until the end of the `with`.

    Raises:
        CommandError: whatever keeps it from being built.
    """
    gate.settings = options.settings
    with (
        _at(gate),
        _folder(options) as folder,
        isolated(gate.settings),
        _sandbox(gate, options, folder).watch(),
    ):
        if gate.output:
            signals.get_writer.connect(_no_writer)
        with report.progress() as gate.progress:
            _build(options, gate)
        if not gate.verdicts:
            raise CommandError("the build ended without a verdict: another plugin kept it from its end.")
        yield


@contextmanager
def _at(gate: Gate) -> Iterator[None]:
    token = GATE.set(gate)
    try:
        yield
    finally:
        GATE.reset(token)


def _build(options: BuildOptions, gate: Gate) -> None:
    init_logging(name="pelican")
    report.clean_log()
    redirect, keep_static_files_in = partial(_redirect, gate.sandbox), partial(_keep_static_files_in, gate.sandbox)
    for signal in (signals.initialized, signals.get_generators):
        signal.connect(redirect)
    signals.static_generator_finalized.connect(keep_static_files_in)
    try:
        settings = _read_settings(options)
        gate.sandbox.main = os.path.abspath(settings["OUTPUT_PATH"])
        _protect_sites(gate.sandbox, settings)
        _place(gate.sandbox, settings)
        named = list(settings["PLUGINS"] or ())
        site = _pelican_class(settings)(settings)
        _require_plugins(site, named)
        site.run()
    except ConfigError as error:
        raise CommandError(str(error).removeprefix("share-nudge ")) from None
    except (CommandError, KeyboardInterrupt):
        raise
    except BaseException as error:  # Settings and plugins are programs: they may raise and exit as they like.
        _require_untouched(gate.sandbox)
        raise CommandError(f"the build failed, {type(error).__name__}: {error}") from error
    _require_untouched(gate.sandbox)


def _pelican_class(settings: Mapping[str, Any]) -> Any:
    named = settings["PELICAN_CLASS"]
    if not isinstance(named, str):
        return named
    module, _, name = named.rpartition(".")
    return getattr(import_module(module), name)


# Where it writes


@contextmanager
def _folder(options: BuildOptions) -> Iterator[str]:
    """Give the folder to build in: that of the process, whose parent takes it away, or one for as long as it lasts."""
    if options.folder:
        yield options.folder
        return
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        yield os.path.realpath(folder)


def _sandbox(gate: Gate, options: BuildOptions, folder: str) -> Sandbox:
    """Protect what is the blog's before its settings, which are a program, say what is."""
    gate.sandbox = Sandbox(folder)
    beside = os.path.dirname(gate.settings)
    usual = (os.path.join(beside, name) for name in ("content", "output"))
    gate.sandbox.protect(*usual, *filter(None, (options.content, gate.output)))
    return gate.sandbox


def _protect_sites(sandbox: Sandbox, settings: Mapping[str, Any]) -> None:
    for site in (settings, *(settings.get("I18N_SUBSITES") or {}).values()):
        sandbox.protect(*(site[name] for name in ("PATH", "OUTPUT_PATH") if site.get(name)))


def _redirect(sandbox: Sandbox, site: Any) -> None:
    """Let a site, or a sub-site that a plugin builds, be written into the sandbox, whatever its settings say by now."""
    for path in (site.output_path, site.settings["OUTPUT_PATH"]):
        if sandbox.place(path) != os.path.abspath(path):
            sandbox.protect(path)
    sandbox.protect(site.path)
    site.output_path = sandbox.place(site.output_path)
    _place(sandbox, site.settings)


def _place(sandbox: Sandbox, settings: dict[str, Any]) -> None:
    for name in ("OUTPUT_PATH", "CACHE_PATH"):
        settings[name] = sandbox.place(settings[name])
    # A page written through a link would be written into the content.
    settings.update(CACHE_CONTENT=False, LOAD_CONTENT_CACHE=False, STATIC_CREATE_LINKS=False)


def _keep_static_files_in(sandbox: Sandbox, generator: Any) -> None:
    """EXTRA_PATH_METADATA may name a place above the output, and Pelican goes there."""
    for file in generator.staticfiles:
        named = os.path.normpath(os.path.join(generator.output_path, file.save_as))
        if (placed := sandbox.place(named)) != named:
            file.override_save_as = placed


def _require_untouched(sandbox: Sandbox) -> None:
    if sandbox.refused:
        raise CommandError(sandbox.refused[0])


def _read_settings(options: BuildOptions) -> dict[str, Any]:
    arguments = [options.content] if options.content else []
    arguments += ["--theme-path", options.theme] if options.theme else []
    arguments += ["--extra-settings", *options.extra] if options.extra else []
    try:
        parsed = pelican.parse_arguments(arguments)
    except ValueError as error:
        raise CommandError(f"-e {' '.join(options.extra)}: {error}") from None
    override = pelican.get_config(parsed) | {"CACHE_CONTENT": False, "LOAD_CONTENT_CACHE": False}
    settings: dict[str, Any] = read_settings(options.settings or None, override=override)
    return settings


def _require_plugins(site: Any, named: list[Any]) -> None:
    """Make sure that what is judged is what the blog builds: with this plugin, and with all that its settings name."""
    if not any(getattr(plugin, "register", None) is register for plugin in site.plugins):
        raise CommandError('the plugin is not at work: add "share_nudge" to PLUGINS in the settings.')
    loaded = {name.rpartition(".")[2] for name in site.settings["PLUGINS"]}
    missing = [name for name in named if isinstance(name, str) and name.rpartition(".")[2] not in loaded]
    if missing:
        raise CommandError(f"Pelican could not load {', '.join(missing)}, so these are not the pages that readers get.")


def _no_writer(_: object) -> type[Writer]:
    return _NoWriter


class _NoWriter(Writer):  # type: ignore[misc]
    """Writes no page: those that were built before are judged."""

    def write_file(self, *_: Any, **__: Any) -> None:
        pass

    def write_feed(self, *_: Any, **__: Any) -> None:
        pass
