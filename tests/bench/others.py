"""The same pages for other generators: as Markdown, with a navigation and a search like ours."""

import json
from pathlib import Path
from typing import Any

import yaml
from playbook import pipeline
from playbook.edition import Edition
from playbook.pages.page import Site

from tests.bench.playbooks import DAY
from tests.bench.to_markdown import to_markdown

ROOT = Path(__file__).parent.parent.parent
# What a site has at least: a head with its title, where one is, what stands on the page.
_HUGO = """<!doctype html>
<html lang="{{ site.LanguageCode }}"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><nav><ul>{{ range site.Menus.main }}
<li><a href="{{ .URL | relURL }}">{{ .Name }}</a></li>{{ end }}</ul></nav>
<main data-pagefind-body>{{ .Content }}</main><aside>{{ .TableOfContents }}</aside></body></html>
"""


def site(data: Path) -> Site:
    """Ours, of the playbook in a data folder."""
    checked = pipeline.check([data], DAY)
    if checked.playbook is None or any(one.severity == "error" for one in checked.found):
        raise SystemExit(f"the generated playbook has errors: {checked.found[:3]}")
    return pipeline.build(checked.playbook, Edition("head", "fr", DAY))


def for_mkdocs(site: Site, folder: Path) -> Path:
    """A project for plain MkDocs and Material; its own search is left out, for Pagefind."""
    for page in site.pages:
        _write(folder / "docs" / page.uri / "index.md", to_markdown(page))
    config: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    for name in ("hooks", "extra_css", "extra_javascript", "extra", "validation"):
        config.pop(name, None)
    for name in ("favicon", "logo"):
        config["theme"].pop(name)
    config["theme"]["language"] = "fr"
    config |= {"site_dir": "site", "plugins": [], "not_in_nav": "*"}
    config["nav"] = [
        {str(tab.title): [{str(title): f"{uri}index.md"} for title, uri in tab.pages]}
        for tab in site.tabs
    ]
    _write(folder / "mkdocs.yml", yaml.safe_dump(config, allow_unicode=True))
    return folder


def for_hugo(site: Site, folder: Path) -> Path:
    """A project for Hugo with a theme of one template."""
    for page in site.pages:
        head = json.dumps({"title": str(page.title), "url": f"/{page.uri}"}, ensure_ascii=False)
        # A page with pages below it.
        name = "_index.md" if page.uri.count("/") < 2 else "index.md"
        _write(folder / "content" / page.uri / name, f"{head}\n\n{to_markdown(page)}")
    config = {
        "languageCode": "fr",
        "disableKinds": ["taxonomy", "term", "RSS"],
        "menus": {
            "main": [{"name": str(tab.title), "url": f"/{tab.pages[0][1]}"} for tab in site.tabs]
        },
    }
    _write(folder / "hugo.json", json.dumps(config))
    _write(folder / "layouts/all.html", _HUGO)
    return folder


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
