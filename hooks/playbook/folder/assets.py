"""1 load: the files to hand out, of all data roots together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from playbook.diagnostics import Diagnostic, Place, Related, diagnostic


@dataclass(frozen=True, slots=True)
class Asset:
    """A file to download; `restricted` when it comes from a second data root."""

    name: str
    path: Path
    place: Place
    restricted: bool


def merged(assets: Iterable[Asset]) -> tuple[tuple[Asset, ...], list[Diagnostic]]:
    """Those that can stand in one folder, and what is wrong with the others."""
    files: dict[str, Asset] = {}
    found = []
    for asset in assets:
        other = files.setdefault(asset.name, asset)
        if other is not asset:
            found.append(twice(asset.name, asset.place, other.place, "assets"))
    for asset, other in _file_and_folder(tuple(files.values())):
        del files[asset.name]
        found.append(_both(asset, other))
    return tuple(files.values()), found


def twice(name: str, place: Place, first: Place, kind: str) -> Diagnostic:
    related = (Related("it stands here already", first),)
    hint = "give one of the two another name, or delete it"
    return diagnostic("duplicate-id", place, f'"{name}" stands twice in {kind}', hint, related)


def _file_and_folder(assets: Sequence[Asset]) -> Iterator[tuple[Asset, Asset]]:
    """What stands below a folder that is a file in another data root, or the other way round."""
    files: dict[str, Asset] = {}
    folders: dict[str, Asset] = {}
    for asset in assets:
        above = [str(one) for one in PurePosixPath(asset.name).parents][:-1]
        other = folders.get(asset.name) or next((files[one] for one in above if one in files), None)
        if other is not None:
            yield asset, other
            continue
        files[asset.name] = asset
        for one in above:
            folders.setdefault(one, asset)


def _both(asset: Asset, other: Asset) -> Diagnostic:
    name = min(asset.name, other.name, key=len)
    related = (Related("this stands in its place", other.place),)
    message = f'"{name}" is a file in one data folder and a folder in the other'
    hint = "give one of the two another name"
    return diagnostic("duplicate-id", asset.place, message, hint, related)
