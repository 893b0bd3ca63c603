"""What is shown of a page that was found: its stretches, its sections, and what is marked there."""

from typing import Any

from tests.scripting import Ask

PARTS = """given.map(({shown, terms, found, most}) => {
  const places = new Map(found.map(([place, term]) => [place, terms[term]]));
  const {page, sections} = it.parts(shown, places, most);
  const one = ({title, url, excerpt}) => [
    title, url, excerpt.map(({text, hit}) => hit ? `[${text}]` : text).join(""),
  ];
  return [one(page), ...sections.map(one)];
})"""
LIGHT = {"word": "a", "weight": 1}
HEAVY = {"word": "b", "weight": 1.5}
OTHER = {"word": "c", "weight": 1}


def words(first: int, last: int, *hits: int) -> str:
    """What a page says, and what is found there between brackets."""
    marked = (f"[w{one}]" if one in hits else f"w{one}" for one in range(first, last + 1))
    return " ".join(marked).replace("] [", " ")


def page_of(
    content: str, found: list[tuple[int, int]], *anchors: tuple[int, str], **changed: Any
) -> dict[str, Any]:
    """What `parts` is given; an anchor is the place of a heading and its words."""
    return {
        "shown": {
            "title": "La page",
            "url": "/p/",
            "content": content,
            "anchors": [{"id": f"a{place}", "text": text, "at": place} for place, text in anchors],
        },
        "terms": [LIGHT, HEAVY, OTHER],
        "found": found,
        **changed,
    }  # fmt: skip


def excerpts(ask: Ask, *given: dict[str, Any]) -> list[Any]:
    found: list[Any] = ask("excerpt", PARTS, list(given))
    return found


LONG = f"Titre {words(1, 60)}"
# Where something is found on a page of a title and sixty words, and what is shown.
STRETCHES: list[tuple[list[tuple[int, int]], str]] = [
    ([], f"{words(1, 26)} …"),
    ([(0, 0)], f"{words(1, 26)} …"),
    ([(1, 0)], f"{words(1, 26, 1)} …"),
    ([(6, 0)], f"{words(1, 26, 6)} …"),
    ([(7, 0)], f"… {words(2, 27, 7)} …"),
    ([(30, 0)], f"… {words(25, 50, 30)} …"),
    ([(39, 0)], f"… {words(34, 59, 39)} …"),
    ([(40, 0)], f"… {words(35, 60, 40)}"),
    ([(60, 0)], f"… {words(35, 60, 60)}"),
    # most of what was found: by weight, each term once, the first of two that hold as much
    ([(5, 0), (50, 1)], f"… {words(35, 60, 50)}"),
    ([(5, 0), (50, 0)], f"{words(1, 26, 5)} …"),
    ([(5, 1), (38, 0), (39, 2)], f"… {words(33, 58, 38, 39)} …"),
    ([(5, 1), (38, 0), (39, 0)], f"{words(1, 26, 5)} …"),
    ([(5, 1), (40, 0), (45, 2)], f"… {words(35, 60, 40, 45)}"),
    ([(1, 0), (40, 2)], f"{words(1, 26, 1)} …"),
    # 26 words and no more
    ([(2, 1), (10, 0), (35, 2)], f"{words(1, 26, 2, 10)} …"),
    ([(3, 1), (10, 0), (31, 2)], f"{words(1, 26, 3, 10)} …"),
    ([(8, 0), (28, 2), (55, 1)], f"… {words(3, 28, 8, 28)} …"),
    ([(8, 0), (29, 2), (55, 1)], f"… {words(35, 60, 55)}"),
]


def test_the_stretch_that_holds_most_is_shown(ask: Ask) -> None:
    given = [page_of(LONG, found, (0, "Titre")) for found, _ in STRETCHES]
    assert [one[0][2] for one in excerpts(ask, *given)] == [text for _, text in STRETCHES]


def test_a_page_that_fits_is_shown_whole(ask: Ask) -> None:
    whole = page_of(f"Titre {words(1, 26)}", [(26, 0)], (0, "Titre"))
    longer = page_of(f"Titre {words(1, 27)}", [(27, 0)], (0, "Titre"))
    shown = [one[0][2] for one in excerpts(ask, whole, longer)]
    assert shown == [words(1, 26, 26), f"… {words(2, 27, 27)}"]


def test_a_page_without_headings_is_one_part(ask: Ask) -> None:
    given = page_of("w0 w1 w2", [(0, 0)])
    assert excerpts(ask, given) == [[["La page", "/p/", "[w0] w1 w2"]]]


def test_what_is_found_in_another_part_does_not_move_an_excerpt(ask: Ask) -> None:
    content = f"Titre {words(1, 40)} Un {words(42, 90)}"
    for elsewhere in (41, 45):
        given = page_of(content, [(elsewhere, 0), (17, 0)], (0, "Titre"), (41, "Un"))
        assert excerpts(ask, given)[0][0][2] == f"… {words(12, 37, 17)} …"
    for elsewhere in (3, 41):
        given = page_of(content, [(elsewhere, 0), (60, 0)], (0, "Titre"), (41, "Un"))
        assert excerpts(ask, given)[0][1][2] == f"… {words(55, 80, 60)} …"


# The title; a part at 3, 6, 9, 12, each a heading of one word and two more.
SECTIONS = [(0, "T"), (3, "Un"), (6, "Deux"), (9, "Trois"), (12, "Quatre")]
CONTENT = "T w1 w2 Un w4 w5 Deux w7 w8 Trois w10 w11 Quatre w13 w14"
PAGE = ["La page", "/p/", "w1 w2"]
UN, DEUX, TROIS, QUATRE = (
    [title, f"/p/#a{at}", f"w{at + 1} w{at + 2}"] for at, title in SECTIONS[1:]
)


def hit(section: list[str], word: str) -> list[str]:
    return [*section[:2], section[2].replace(word, f"[{word}]")]


# What is found where, and the sections shown below the page.
SHOWN: list[tuple[list[tuple[int, int]], list[list[str]]]] = [
    ([], []),
    ([(3, 0)], [UN]),
    ([(5, 0)], [hit(UN, "w5")]),
    ([(6, 0)], [DEUX]),
    ([(14, 0)], [hit(QUATRE, "w14")]),
    # the three that fit best, as they stand on the page
    (
        [(4, 0), (7, 1), (10, 1), (13, 1)],
        [hit(DEUX, "w7"), hit(TROIS, "w10"), hit(QUATRE, "w13")],
    ),
    ([(3, 0), (6, 0), (9, 0), (12, 0)], [UN, DEUX, TROIS]),
    ([(3, 0), (6, 0), (9, 0), (12, 1)], [UN, DEUX, QUATRE]),
    # each term once
    ([(3, 1), (6, 0), (7, 2), (9, 1), (12, 0), (13, 0)], [UN, hit(DEUX, "w7"), TROIS]),
]


def test_sections_are_shown_where_something_was_found(ask: Ask) -> None:
    found = excerpts(ask, *(page_of(CONTENT, found, *SECTIONS) for found, _ in SHOWN))
    assert [one[1:] for one in found] == [sections for _, sections in SHOWN]
    assert all(one[0] == PAGE for one in found), "the page ends where its first section begins"
    one, two = excerpts(
        ask,
        page_of(CONTENT, SHOWN[5][0], *SECTIONS, most=1),
        page_of(CONTENT, [(1, 0)], *SECTIONS),
    )
    assert one == [PAGE, hit(DEUX, "w7")]
    assert two == [hit(PAGE, "w1")]


def test_a_title_that_comes_again_is_shown_once_where_it_fits_best(ask: Ask) -> None:
    twice = [(0, "T"), (3, "Un"), (6, "Deux"), (9, "Un"), (12, "Quatre")]
    given = page_of(CONTENT.replace("Trois", "Un"), [(4, 0), (7, 0), (10, 1)], *twice)
    assert excerpts(ask, given)[0][1:] == [hit(DEUX, "w7"), ["Un", "/p/#a9", "[w10] w11"]]
