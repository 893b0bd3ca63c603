"""MkDocs, and ProperDocs which calls itself so: it writes frames of what is prepared for it."""

from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig as MkDocsConfig
from mkdocs.exceptions import Abort as Abort
from mkdocs.livereload import LiveReloadServer as LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.theme import Theme
from mkdocs.utils import clean_directory as clean_directory
from mkdocs.utils.yaml import yaml_load

from playbook.frames import Prepared
from playbook.theme import Shown, compiled

_OURS = "mkdocs_events.py"


class _Frames(BasePlugin):  # type: ignore[type-arg, no-untyped-call] # it has no settings
    """What MkDocs calls while it writes the frames of `prepared`; `done` when they are filled."""

    def __init__(self, prepared: Prepared, done: Callable[[Path], None]) -> None:
        self._prepared, self._done = prepared, done

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> Environment:
        env.bytecode_cache = compiled()
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._prepared.finish(Path(config.site_dir), config.site_url)
        self._done(Path(config.site_dir))


def use(config: MkDocsConfig, prepared: Prepared, done: Callable[[Path], None]) -> None:
    """Lets a build by `config` write what is `prepared`; `done` is called with its folder at the end."""
    config.site_name = prepared.name or config.site_name
    config.docs_dir = str(prepared.docs)
    config.nav = prepared.navigation
    config.theme.dirs.insert(0, str(prepared.templates))
    for name, value in prepared.theme(config.theme, config.theme.dirs).items():
        config.theme[name] = value
    _list_no_icons(config.theme)
    config.plugins["playbook"] = _Frames(prepared, done)


def write(prepared: Prepared, folder: Path, address: Callable[[str | None], str | None]) -> None:
    """The site of what is prepared, in a folder; raises `Abort` where MkDocs has a warning."""
    config = configured(Path("mkdocs.yml"), folder, strict=True)
    config.site_url = address(config.site_url)
    run(config, prepared)


def configured(settings: Path, folder: Path, strict: bool) -> MkDocsConfig:
    """The settings of a file for a build into `folder` in which we are not called again."""
    return load_config(str(settings), site_dir=str(folder), strict=strict, hooks=_others(settings))


def run(config: MkDocsConfig, prepared: Prepared) -> None:
    """Builds what is prepared."""
    use(config, prepared, lambda _: None)
    build(config)


def _others(settings: Path) -> list[str]:
    """The hooks of the settings but ours, by which MkDocs would prepare an edition of its own."""
    with settings.open("rb") as file:
        hooks: list[str] = yaml_load(file).get("hooks") or []
    return [one for one in hooks if Path(one).name != _OURS]


def watch(server: LiveReloadServer, config: MkDocsConfig, *folders: Path) -> None:
    """Lets a preview look at what is written by hand, not at what is prepared of it."""
    server.unwatch(config.docs_dir)
    for folder in folders:
        server.watch(str(folder))


def _list_no_icons(theme: Theme) -> None:
    make = theme.get_env

    def get_env() -> Environment:
        env: Environment = make()
        env.loader = Shown(theme.dirs)
        return env

    theme.get_env = get_env  # type: ignore[method-assign] # MkDocs offers no other way in
