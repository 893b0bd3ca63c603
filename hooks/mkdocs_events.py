"""MkDocs' events: the only file that knows MkDocs. What it hands over comes from `playbook`.

Called as a program it builds every edition into the folder named, as `make site` does.
"""

import html
import logging
import sys
from collections.abc import Mapping
from copy import copy
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.theme import Theme
from mkdocs.utils import clean_directory
from playbook import by_hand, environment, pipeline, room, search
from playbook.diagnostics import as_text, has_errors
from playbook.edition import Edition
from playbook.frames import Frames
from playbook.links import Playbook
from playbook.pages.page import Page, Site
from playbook.parallel import collect_rarely
from playbook.preview import Preview, Previewed, loopback_only
from playbook.publish import address_of, other_language, publish_all, searched, site_of
from playbook.temporary import keep
from playbook.theme import Shown, compiled
from playbook.words import languages, load_words, theme_language, words_of

# Said once, at the start of the process: a preview shows drafts, and its faults on its pages.
_process: dict[str, Any] = {"preview": None, "clean": False}


def on_startup(command: Literal["build", "serve", "gh-deploy"], dirty: bool) -> None:
    _process["preview"] = Preview() if command == "serve" else None
    _process["clean"] = dirty and command != "serve"  # what is not for these readers would stay
    LiveReloadServer.serve_request = loopback_only(LiveReloadServer.serve_request)  # type: ignore[method-assign]
    if command == "build":
        collect_rarely()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Checks and renders before MkDocs cleans the folder of the last good site."""
    preview: Preview | None = _process["preview"]
    if preview is not None and (refused := preview.refuses(*config.dev_addr)):
        raise Abort(refused)
    given: tuple[Playbook, Edition, Site] | None = config.extra.pop("given", None)
    if given is not None:
        playbook, edition, site = given
        return _hand_over(config, site, edition, playbook)
    _process["single"] = Path(config.site_dir) if preview is None else None
    try:
        if preview is not None:
            keep(Path(config.site_dir))
            shown = preview.show()
            return _hand_over(config, shown.site, shown.edition, shown.playbook, shown)
        publishing = not environment.proposal()
        checked = pipeline.check(environment.roots(), environment.today(), publishing=publishing)
        if checked.playbook is None or has_errors(checked.found):
            raise Abort(f"\n{as_text(checked.found)}\n\nThe playbook has errors: nothing is built.")
        edition = environment.edition(checked.playbook)
        config.site_url = site_of(edition, config.site_url)
    except environment.CallError as error:
        raise Abort(str(error)) from None
    return _hand_over(config, pipeline.build(checked.playbook, edition), edition, checked.playbook)


def _hand_over(
    config: MkDocsConfig,
    site: Site,
    edition: Edition | None,
    playbook: Playbook | None,
    preview: Previewed | None = None,
) -> MkDocsConfig:
    """What the theme's templates need to know, and the navigation."""
    language = edition.language if edition is not None else "fr"
    settings = playbook.settings_in(language) if playbook is not None else None
    spoken = settings.languages if settings is not None else (language,)
    # By itself MkDocs builds one language: what is not beside it is not linked to.
    alone = config.extra.get("search", True)
    beside = [] if alone else [one for one in spoken if one in languages()]
    words = words_of(settings, language) if settings is not None else load_words(language, "EUR")
    if settings is not None:
        config.site_name = html.escape(words("page.site", organisation=settings.organisation))
    _list_no_icons(config.theme)
    config.theme["language"] = theme_language(config.theme.dirs, words.tag)
    for option, name in zip(config.theme["palette"], ("dark", "light"), strict=True):
        option["toggle"]["name"] = words(f"page.{name}")
    config.extra["playbook"] = {
        "site": site,
        "words": words,
        "settings": settings,
        "edition": edition,
        "languages": beside,
        "audience": words.audience(edition.audience) if edition is not None else "",
        "switch": other_language(language, spoken),
        "preview": preview,
        "proposal": preview is None and environment.proposal(),
    }
    if _process["clean"]:
        clean_directory(config.site_dir)
    if alone:
        _process["indexing"] = search.Indexing(searched(site, docs=Path(config.docs_dir)))
    config.nav = [
        {tab.title: [{html.escape(title): _source(uri)} for title, uri in tab.pages]}
        for tab in site.tabs
    ]
    return config


def _list_no_icons(theme: Theme) -> None:
    make = theme.get_env

    def get_env() -> Environment:
        env = make()
        env.loader = Shown(theme.dirs)
        return env

    theme.get_env = get_env  # type: ignore[method-assign] # MkDocs offers no other way in


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the generated pages and files, and puts this language's hand-written pages at the root."""
    site: Site = config.extra["playbook"]["site"]
    for file in [file for file in files if file.src_dir == config.docs_dir]:
        # Pictures of the documentation too: nobody decided who may see what is on them.
        files.remove(file)
    for uri, language in by_hand.files(site.spoken, Path(config.docs_dir)).items():
        files.append(_HandWritten(uri, language, config))
    for page in site.pages:
        file = File.generated(
            config, _source(page.uri), content="", inclusion=InclusionLevel.NOT_IN_NAV
        )
        _GeneratedPage(page, file, config)
        files.append(file)
    for uri, path in site.files.items():
        files.append(_Download.generated(config, uri, abs_src_path=str(path)))
    for uri, text in site.written.items():
        files.append(File.generated(config, uri, content=text))
    for old, new in site.redirects.items():
        content = _redirect(config, "../" * old.count("/"), new)
        files.append(File.generated(config, f"{old}index.html", content=content))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Lights each page's tab: the pages themselves stay out of the navigation, which keeps it short."""
    site: Site = config.extra["playbook"]["site"]
    sections = dict(
        zip(
            (tab.id for tab in site.tabs),
            (one for one in nav.items if isinstance(one, Section)),
            strict=True,
        )
    )
    for page in site.pages:
        file = files.get_file_from_path(_source(page.uri))
        if file is not None and file.page is not None:
            file.page.previous_page = file.page.next_page = None
            if page.tab in sections:
                file.page.parent = sections[page.tab]
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Gives generated pages their frame, which the theme writes once per place in the navigation."""
    env.bytecode_cache = compiled()
    frames = Frames(("title", "description", "content", "contents", "here", "canonical_url"))
    main, contents = env.get_template("main.html"), env.get_template("partials/toc.html")
    listed = {_source(uri) for tab in config.extra["playbook"]["site"].tabs for _, uri in tab.pages}

    @pass_context
    def frame(context: Context) -> str:
        page = context["page"]
        source = page.file.src_uri
        # By folder: its tab is lit, and to it alone leads "../".
        key = (source.partition("/")[0], source.count("/"), tuple(page.meta["hide"]))

        def render(marks: Mapping[str, str]) -> str:
            stand_in = copy(page)
            stand_in.meta = {**page.meta, **marks}
            for name in ("content", "contents", "here"):
                setattr(stand_in, name, marks[name])
            stand_in.canonical_url = page.canonical_url and marks["canonical_url"]
            return main.render({**context.get_all(), "page": stand_in})

        words = {
            "title": page.title,
            "description": page.meta["description"],
            "content": page.content,
            "contents": contents.render(page=page, config=config),
            "here": page.url,
            "canonical_url": html.escape(page.canonical_url or ""),
        }
        return frames.fill((key, source if source in listed else ""), render, words)

    env.globals["frame"] = frame
    return env


def on_build_error(error: Exception) -> None:
    """Ends the indexing that a build which fails leaves behind; a full disk is said in a sentence."""
    if (indexing := _process.pop("indexing", None)) is not None:
        indexing.__exit__()
    single: Path | None = _process.pop("single", None)
    if single is not None and (room.is_full(error) or isinstance(error, search.IndexingError)):
        raise Abort(f"{room.no_room(error, single)}; the site is not whole")


def on_post_build(config: MkDocsConfig) -> None:
    """Makes the built pages searchable, unless who publishes does it for several languages at once."""
    if config.extra.get("search", True):
        with _process.pop("indexing") as indexing:
            indexing.finish(Path(config.site_dir))


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    server.builder = _process["preview"].guarded(server.builder)
    for root in filter(Path.is_dir, environment.roots()):
        server.watch(str(root))
    return server


class _GeneratedPage(MkDocsPage):
    """A page whose HTML is there already: it skips the Markdown pass."""

    def __init__(self, page: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(page.title, file, config)
        self._html = page.html
        # The theme writes titles as they are; a page's own may hold anything.
        self.title = html.escape(page.title)
        self.meta = {
            "template": "frame.html",
            "title": self.title,
            "description": html.escape(page.description),
            "hide": [["toc"], ["navigation", "toc"]][not page.uri] if page.wide else [],
        }
        top, *rest = (
            AnchorLink(html.escape(section.title), section.id, section.level)
            for section in page.sections
        )
        top.children = rest
        self.toc = TableOfContents([top])
        self.present_anchor_ids = {section.id for section in page.sections}

    def _set_edit_url(self, *_: Any) -> None:
        self.edit_url = None

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self._html


class _HandWritten(File):
    """A page of `docs/`, in a `language` that may not be the site's own."""

    def __init__(self, uri: str, language: str, config: MkDocsConfig) -> None:
        folder, place = str(Path(config.docs_dir) / language), InclusionLevel.NOT_IN_NAV
        super().__init__(uri, folder, config.site_dir, True, inclusion=place)
        self.language = language


class _Download(File):
    """A file handed on as it is: of Markdown MkDocs would make a page, with any HTML it holds."""

    def is_documentation_page(self) -> bool:
        return False


def _source(uri: str) -> str:
    """The Markdown file that would have made the page at `uri`."""
    return f"{uri}index.md"


def _redirect(config: MkDocsConfig, base: str, target: str) -> str:
    template = config.theme.get_env().get_template("redirect-to.html")
    words = config.extra["playbook"]["words"]
    return template.render(base=base, target=f"{base}{target}", words=words)


def write_edition(playbook: Playbook, edition: Edition, site: Site, folder: Path) -> None:
    """One edition into `folder`; raises `Abort` where MkDocs has a warning."""
    config = load_config("mkdocs.yml", site_dir=str(folder), strict=True)
    config.site_url = address_of(edition, playbook, config.site_url)
    config.extra["given"] = (playbook, edition, site)
    config.extra["search"] = False
    mkdocs_build(config)


def main(target: Path) -> int:
    """Checks, then builds every edition into `target`; the exit status is that of `playbook`."""
    collect_rarely()
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    return publish_all(target, write_edition)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
