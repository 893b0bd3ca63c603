"""What MkDocs and ProperDocs call when they are called by themselves."""

from pathlib import Path
from typing import Any, Literal

from playbook import by_hand, environment, room, search
from playbook.alone import shown
from playbook.edges import mkdocs
from playbook.edges.mkdocs import Abort, LiveReloadServer, MkDocsConfig, clean_directory
from playbook.frames import Prepared
from playbook.parallel import collect_rarely
from playbook.preview import Preview, loopback_only
from playbook.publish import searched, site_of
from playbook.temporary import keep


class _Process:
    """What lasts from build to build of a preview."""

    preview: Preview | None = None
    clean = False
    """Whether what stands in the folder goes first, for MkDocs was told to leave it."""
    indexing: search.Indexing | None = None
    single: Path | None = None


def on_startup(command: Literal["build", "serve", "gh-deploy"], dirty: bool) -> None:
    _Process.preview = Preview() if command == "serve" else None
    _Process.clean = dirty and command != "serve"  # what is not for these readers would stay
    LiveReloadServer.serve_request = loopback_only(LiveReloadServer.serve_request)  # type: ignore[method-assign]
    if command == "build":
        collect_rarely()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Checks and renders before MkDocs cleans the folder of the last good site."""
    docs, folder = Path(config.docs_dir), Path(config.site_dir)
    preview = _Process.preview
    if preview is not None and (refused := preview.refuses(*config.dev_addr)):
        raise Abort(refused)
    _Process.single = folder if preview is None else None
    if preview is not None:
        keep(folder)
    try:
        site, surroundings = shown(preview)
    except environment.CallError as error:
        raise Abort(str(error)) from None
    if preview is None and surroundings.edition is not None:
        config.site_url = site_of(surroundings.edition, config.site_url)
    if _Process.clean:
        clean_directory(config.site_dir)
    indexing = _Process.indexing = search.Indexing(searched(site, docs=docs))

    def index(folder: Path) -> None:
        with indexing:
            indexing.finish(folder)
        _Process.indexing = None

    mkdocs.use(config, Prepared(site, surroundings, docs), index)
    return config


def on_build_error(error: Exception) -> None:
    """Ends the indexing that a build which fails leaves behind; a full disk is said in a sentence."""
    indexing, _Process.indexing = _Process.indexing, None
    if indexing is not None:
        indexing.__exit__()
    single, _Process.single = _Process.single, None
    if single is not None and (room.is_full(error) or isinstance(error, search.IndexingError)):
        raise Abort(f"{room.no_room(error, single)}; the site is not whole")


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    if _Process.preview is not None:
        server.builder = _Process.preview.guarded(server.builder)
    mkdocs.watch(server, config, *filter(Path.is_dir, environment.roots()), by_hand.DOCS)
    return server
