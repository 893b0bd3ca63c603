"""Calendar time: periods added to days."""

from datetime import date

from dateutil.relativedelta import relativedelta

from playbook.figures.reading import Period


def after(day: date, span: Period) -> date:
    """`day` plus `span`; the last day of the month where the month is too short.

    The calendar ends with the year 9999, and so does every span.
    """
    number = span.number
    try:
        match span.unit:
            case "day":
                return day + relativedelta(days=number)
            case "month":
                return day + relativedelta(months=number)
            case "year":
                return day + relativedelta(years=number)
    except (ValueError, OverflowError):
        return date.max


def before(day: date, span: Period) -> date:
    """The day from which `span` leads to `day`; the calendar begins with the year 1, as every span."""
    found = after(day, span._replace(number=-span.number))
    return found if found <= day else date.min
