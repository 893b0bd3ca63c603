"""What the script reckons with figures and days: which comes first, on which steps, in how many days."""

from typing import Any

from tests.scripting import BLANK, Ask
from tests.walking import Open

# The first, the second, how they stand to each other, and of what.
ORDER: list[tuple[str, str, str, int]] = [
    ("money", "5000", "25000", -1),
    ("money", "25000", "5000", 1),
    ("money", "5000", "5000.00", 0),
    ("money", "0.5", "0.45", 1),
    ("money", "0.45", "0.5", -1),
    ("number", "-2", "1", -1),
    ("number", "-0.5", "-0.25", -1),
    ("number", "10", "9.999999", 1),
    # more than a floating-point number tells apart
    ("money", "90071992547409930.01", "90071992547409930.02", -1),
    ("date", "2026-04-01", "2026-04-02", -1),
    ("date", "2026-10-01", "2026-09-30", 1),
    ("date", "2026-04-01", "2026-04-01", 0),
]

# A figure as an address holds it, and as it is read there.
PLAIN: dict[str, str | None] = {
    "12000.50": "12000.5",
    "0012": "12",
    "0": "0",
    "-0": "0",
    "-0.00": "0",
    "00.5": "0.5",
    ".5": "0.5",
    "5.": "5",
    "-5.10": "-5.1",
    "": None,
    ".": None,
    "-": None,
    "1.2.3": None,
    "1e5": None,
    "1,5": None,
    "9" * 48: "9" * 48,
    "9" * 49: None,
}
ADDRESSED: list[tuple[str, str, str]] = [
    ("money", "12.5", "12.50"),
    ("number", "12.5", "12.5"),
    ("money", "12.55", "12.55"),
    ("number", "1.234", "1.2340"),
    ("number", "0.234", "0.234"),
    ("number", "1234.567", "1234.567"),
]
# A day, working days, the days nobody works, and the day they end on; 2 November 2026 is a Monday.
ARMISTICE = ["2026-11-11"]
WORKED: list[tuple[str, int, list[str], str]] = [
    ("2026-11-02", 0, [], "2026-11-02"),
    ("2026-11-02", 1, [], "2026-11-03"),
    ("2026-11-02", 4, [], "2026-11-06"),
    ("2026-11-02", 5, [], "2026-11-09"),
    ("2026-11-06", 1, [], "2026-11-09"),
    ("2026-11-07", 1, [], "2026-11-09"),
    ("2026-11-08", 1, [], "2026-11-09"),
    ("2026-11-10", 1, ARMISTICE, "2026-11-12"),
    ("2026-11-10", 3, ARMISTICE, "2026-11-16"),
    ("2026-12-31", 1, [], "2027-01-01"),
    # as far as 2000 of them, 400 weeks
    ("2026-11-02", 2000, [], "2034-07-03"),
    ("2026-11-02", 2001, [], "2034-07-03"),
    ("2026-11-02", 10**9, [], "2034-07-03"),
]
READ: list[tuple[str, str | None]] = [
    ("9" * 40, "9" * 40),
    ("9" * 41, None),
    # forty letters, whatever their size
    (f"1{' ' * 38}€", "1"),
    ("12 kilos", None),
    ("1,5 mio €", "1500000"),
    ("0,0004k", "0.4"),
    ("-1,5k", "-1500"),
    ("1,000 000", None),
    ("0000,125", "0.125"),
]


def found(ask: Ask, expression: str, cases: list[Any]) -> list[Any]:
    return list(ask("decision-amount", f"given.map((one) => {expression})", cases))


def test_figures_and_days_are_in_their_order(ask: Ask) -> None:
    order = found(ask, "it.compare(one[1], one[2], one[0])", ORDER)
    assert [(*one[:3], way) for one, way in zip(ORDER, order, strict=True)] == ORDER


def test_figures_of_addresses_are_read_and_written(ask: Ask) -> None:
    assert dict(zip(PLAIN, found(ask, "it.plain(one)", list(PLAIN)), strict=True)) == PLAIN
    written = found(ask, "it.addressed(one[1], one[0])", ADDRESSED)
    assert written == [right for *_, right in ADDRESSED]
    back = found(ask, "it.amount(it.addressed(one[1], one[0]), [])", ADDRESSED)
    assert back == [figure for _, figure, _ in ADDRESSED], "what is written is read again"


def test_amounts_are_read_to_their_limits(ask: Ask) -> None:
    read = found(ask, 'it.amount(one[0], ["€", "eur"])', READ)
    assert [(text, meant) for (text, _), meant in zip(READ, read, strict=True)] == READ


def test_working_days_leave_out_weekends_and_holidays(ask: Ask) -> None:
    days = found(ask, "it.workdaysAfter(...one)", [one[:3] for one in WORKED])
    assert [(*one[:3], day) for one, day in zip(WORKED, days, strict=True)] == WORKED


def test_figures_are_written_with_their_unit(ask: Ask) -> None:
    write = """(({value, weekday, currency, day}) => [
        value("12.5", "number", "heures"), value("12000", "other"), value("12000.5", "money", "HT"),
        value("2026-05-01", "date"), weekday("2026-05-01"), day("2026-05-01", {month: "short"}), currency,
    ])(it.formats(one, "EUR", "1er"))"""
    assert found(ask, write, ["fr-FR"]) == [
        [
            "12,5\u00a0heures", "12\u202f000", "12\u202f000,50\u00a0€\u00a0HT",
            "1er mai 2026", "vendredi 1er mai 2026", "1er mai 2026", "€",
        ]
    ]  # fmt: skip


def test_today_is_the_day_where_the_reader_is(open_context: Open, scripts: str) -> None:
    for zone, day in (("Pacific/Kiritimati", "2026-11-02"), ("America/Los_Angeles", "2026-11-01")):
        page = open_context(timezone_id=zone).new_page()
        page.clock.set_fixed_time("2026-11-02T02:00:00Z")
        page.route("**/blank", lambda route: route.fulfill(body=BLANK, content_type="text/html"))
        page.goto(scripts + "blank")
        assert page.evaluate("import('/decision-amount.mjs').then((it) => it.today())") == day
