"""What MkDocs and ProperDocs are answered when they are called by themselves: `build`, or `serve`."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal

from playbook import environment, search
from playbook.edges.alone import OneLanguage, languages_of
from playbook.edges.mkdocs import (
    Abort,
    LiveReloadServer,
    MkDocsConfig,
    clean_directory,
    configured,
    run,
    use,
    watch,
)
from playbook.frames import FrameError, Prepared, by_hand
from playbook.preview import Preview, loopback_only
from playbook.publish import searched, site_of
from playbook.system import room
from playbook.system.parallel import collect_rarely
from playbook.system.temporary import keep
from playbook.words import LOCALE


class Alone:
    """What lasts from event to event, and from build to build of a preview."""

    def __init__(self) -> None:
        self._preview: Preview | None = None
        self._clean = False
        """Whether what stands in the folder goes first, for MkDocs was told to leave it."""
        self._at_work = ExitStack()
        """What is prepared for a build: closed where that ends, well or not."""
        self._built: Path | None = None
        """The folder of a site that is built, not previewed."""

    def on_startup(self, command: Literal["build", "serve", "gh-deploy"], dirty: bool) -> None:
        self._preview = Preview() if command == "serve" else None
        self._clean = dirty and command != "serve"  # what is not for these readers would stay
        LiveReloadServer.serve_request = loopback_only(LiveReloadServer.serve_request)  # type: ignore[method-assign]
        collect_rarely()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Checks and renders before MkDocs cleans the folder of the last good site."""
        self._at_work.close()  # of a build that was stopped without an error
        docs, folder = Path(config.docs_dir), Path(config.site_dir)
        if self._preview is not None:
            if refused := self._preview.refuses(*config.dev_addr):
                raise Abort(refused)
            keep(folder)
        self._built = folder if self._preview is None else None
        try:
            first, *others = every = languages_of(self._preview)
        except environment.CallError as error:
            raise Abort(str(error)) from None
        if self._preview is None and first.around.edition is not None:
            config.site_url = site_of(first.around.edition, config.site_url)
        if self._clean:
            clean_directory(config.site_dir)
        prepared = self._at_work.enter_context(Prepared(first.site, first.around, docs))

        def finish(folder: Path) -> None:
            with self._at_work:
                for one in others:
                    self._write(one, config, docs)
            found = (part for one in every for part in searched(one.site, one.below, docs))
            search.write(found, folder)

        use(config, prepared, finish)
        return config

    def _write(self, one: OneLanguage, config: MkDocsConfig, docs: Path) -> None:
        """One more language, in its folder of the site that is being built by `config`."""
        folder = Path(config.site_dir, one.below)
        beside = configured(Path(config.config_file_path), folder, bool(config.strict))
        beside.site_url = config.site_url and f"{config.site_url.rstrip('/')}/{one.below}"
        with Prepared(one.site, one.around, docs) as prepared:
            run(beside, prepared)

    def on_build_error(self, error: Exception) -> None:
        """Ends what a build that fails leaves behind; some failures are said in a sentence."""
        self._at_work.close()
        built, self._built = self._built, None
        said = isinstance(error, FrameError)
        if built is not None and (said or room.is_full(error)):
            raise Abort(f"{room.no_room(error, built)}; the site is not whole")

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        if self._preview is not None:
            server.builder = self._preview.guarded(server.builder)
        watch(server, config, *filter(Path.is_dir, environment.roots()), by_hand.DOCS, LOCALE)
        return server
