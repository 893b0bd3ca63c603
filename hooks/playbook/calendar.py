"""Calendar time: periods added to days, and working days counted."""

from datetime import date

from dateutil.relativedelta import relativedelta

from playbook.model.scalars import Period


def after(day: date, span: Period) -> date:
    """`day` plus `span`; the last day of the month where the month is too short."""
    match span.unit:
        case "day":
            return day + relativedelta(days=span.number)
        case "month":
            return day + relativedelta(months=span.number)
        case "year":
            return day + relativedelta(years=span.number)
