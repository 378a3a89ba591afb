"""Dates of the store as people write them."""

from calendar import month_abbr


def day(as_of: str) -> str:
    """
    Return a date of the store as people write it, as far as it is known.

        >>> day("2025-01-27"), day("2024-07"), day("2023"), day("")
        ('27 Jan 2025', 'Jul 2024', '2023', '')
    """
    year, month, of_month = [*as_of.split("-"), "", ""][:3]
    if not month.isdigit():
        return as_of
    return f"{of_month.lstrip('0')} {month_abbr[int(month)]} {year}".strip()
