"""Families of units: which quantities are of one kind, and the value in a metric's own unit."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from newsfigures.extraction import patterns as re
from newsfigures.extraction.fits import PRICES
from newsfigures.model import Quantity, Span

_CURRENCY = re.compile(r"[A-Z]{3}")
_BARE_SCALE = re.compile(r"(?i)(?:1 ?)?(?:m|million|thousand|k|billion)")
_PRICE = re.compile(r"([A-Z]{3})/(.+)")

_POWER = {"W": "0.000001", "kW": "0.001", "MW": "1", "GW": "1000", "TW": "1000000",
          "watt": "0.000001", "kilowatt": "0.001", "megawatt": "1", "gigawatt": "1000",
          "terawatt": "1000000"}  # fmt: skip
_DAYS = {
    "minute": "0.000694444", "hour": "0.0416666667", "day": "1", "week": "7", "fortnight": "14",
    "month": "30", "quarter": "90", "year": "365", "decade": "3650",
}  # fmt: skip
_CHIPS = frozenset(
    """gpu tpu npu chip accelerator processor card graphics card ai chip ai accelerator unit
    superchip trainium semiconductor ai gpu""".split()  # noqa: SIM905
) | {
    "graphics card",
    "ai chip",
    "ai accelerator",
    "graphics processing unit",
    "graphics processor",
    "tensor processing unit",
    "ai gpu",
    "ai processor",
}
_CHIP_NAME = re.compile(
    r"(?i)(?:[ABHVTL]\d{2,4}[a-z]{0,2}|G[BH]\d{3}|[BH]\d{3} ?\w*|MI\d{3}X?|TPU ?v\d\w?|Trainium\d?"
    r"|Ascend.*|Hopper.*|Blackwell.*|.* (?:gpu|chip|accelerator|processor|tpu|card))"
)
_NO_MONEY = ("GPU", "TPU", "NPU", "MAU", "DAU", "WAU")
_USERS = frozenset(
    """user subscriber customer consumer client member player viewer listener developer account
    visitor subscription seat licence license active actives mau dau wau""".split()  # noqa: SIM905
)
# Who may be customers, where the words say so: `used by 1,000 law firms`.
_CLIENTS = frozenset(
    """firm company business organisation organization enterprise bank hospital clinic school
    university lawyer attorney doctor physician clinician nurse teacher student merchant retailer
    creator designer artist marketer freelancer professional institution agency brand insurer
    team startup start-up household""".split()  # noqa: SIM905
)
_STAFF = frozenset(
    """employee staff worker engineer researcher job scientist staffer employees post role
    specialist programmer coder technician position salesperson analyst recruit hire""".split()  # noqa: SIM905
)
_FLOP = re.compile(
    r"(?i)(?:FLOPs?|operation|floating[- ]point operation|floating point operation)s?"
)
_FLOP_SCALE = {"": 0, "k": 3, "m": 6, "g": 9, "t": 12, "p": 15, "e": 18, "z": 21, "y": 24}
_BIG_FLOP = re.compile(r"(?i)(mega|giga|tera|peta|exa|zetta|yotta|[mgtpezy])flops?")
_BIG = {"mega": 6, "giga": 9, "tera": 12, "peta": 15, "exa": 18, "zetta": 21, "yotta": 24}


@lru_cache(maxsize=4096)
def family(unit: str) -> str:
    """
    Return the family of a plain unit, "other" for what no metric is counted in.

        >>> [family(u) for u in ("USD", "USD/hour", "GW", "H100", "staff", "")]
        ['money', 'hourprice', 'power', 'chips', 'staff', 'bare']
    """
    if _CURRENCY.fullmatch(unit) and unit not in _NO_MONEY:
        return "money"
    if price := _PRICE.fullmatch(unit):
        return _priced(price[2])
    return _counted(unit)


def _priced(per: str) -> str:
    if per.endswith("hour") and "watt" not in per:
        return "hourprice"
    if "token" in per or _BARE_SCALE.fullmatch(per):
        return "tokenprice"
    if per in ("month", "user/month", "seat/month"):
        return "monthprice"
    if per in ("year", "quarter", "week", "day"):
        return "money"
    return "other"


def _counted(unit: str) -> str:
    low = unit.lower()
    if unit.startswith("percent/"):
        # "grows 5 percent a year" is a percentage all the same.
        return "percent"
    exact = {"": "bare", "percent": "percent", "times": "times", "fraction": "fraction",
             "parameter": "parameters", "token": "tokens", "weight": "parameters",
             "active parameter": "active", "activated parameter": "active",
             "activation parameter": "active",
             "parameter/token": "active", "active parameter/token": "active",
             "activated parameter/token": "active",
             "param": "parameters", "total parameter": "parameters",
             "people": "people", "person": "people",
             "download": "downloads", "install": "downloads",
             "installation": "downloads"}  # fmt: skip
    if low in exact:
        return exact[low]
    if unit in _POWER or low in _POWER:
        return "power"
    if low in _DAYS:
        return "hours" if low == "hour" else "duration"
    if low.endswith(" hour") and "watt" not in low:
        return "chiphours"
    if low in _CHIPS or _CHIP_NAME.fullmatch(unit):
        return "chips"
    last = low.split()[-1]
    if last in _USERS:
        return "users"
    if last in _STAFF:
        return "staff"
    if last in _CLIENTS:
        return "clients"
    if _FLOP.fullmatch(unit) or _BIG_FLOP.fullmatch(unit):
        return "flop"
    return "other"


# What a family may measure, best guess first, and how far its unit alone goes to say so.
CANDIDATES: dict[str, dict[str, float]] = {
    "money": dict.fromkeys(
        ("training_cost", "infrastructure_investment", "compute_contract", "capex", "market_size",
         "funding_raised", "valuation", "market_cap_change", "revenue", "net_income",
         "gpu_rental_rate", "api_price", "subscription_price"), 0.0),
    "hourprice": {"gpu_rental_rate": 0.6},
    "tokenprice": {"api_price": 1.5},
    "monthprice": {"subscription_price": 0.9, "revenue": 0.0, "net_income": 0.0},
    "percent": {"relative_cost": 0.0, "share_price_change": 0.0},
    "fraction": {"relative_cost": 0.0},
    "times": {"relative_cost": 0.0},
    "hours": {"gpu_hours": 0.0, "training_duration": 0.0},
    "chiphours": {"gpu_hours": 1.3},
    "duration": {"training_duration": 0.0},
    "chips": {"gpu_count": 0.75},
    "parameters": {"parameters": 1.2, "active_parameters": 0.6},
    "active": {"active_parameters": 1.6},
    "tokens": {"training_tokens": 0.45},
    "flop": {"training_compute": 0.8},
    "power": {"power_capacity": 0.5},
    "users": {"users": 1.0},
    "people": {"users": 0.2, "headcount": 0.2},
    "clients": {"users": 0.0},
    "staff": {"headcount": 1.0},
    "downloads": {"downloads": 0.45},
    "bare": dict.fromkeys(
        ("gpu_count", "users", "downloads", "headcount", "parameters", "active_parameters",
         "training_tokens", "gpu_hours"), 0.0),
}  # fmt: skip


@dataclass(slots=True)
class Measured:
    """A quantity in the unit of its metric, and the span that the contract gives it."""

    value: Decimal
    value_high: Decimal | None
    unit: str
    span: Span


_UNITS = {"gpu_hours": "GPU_hour", "gpu_rental_rate": "USD_per_GPU_hour", "gpu_count": "GPU",
          "training_compute": "FLOP", "training_duration": "day", "parameters": "parameter",
          "active_parameters": "parameter", "training_tokens": "token", "users": "user",
          "share_price_change": "percent", "downloads": "download", "power_capacity": "MW",
          "api_price": "USD_per_million_tokens", "subscription_price": "USD_per_month",
          "headcount": "person"}  # fmt: skip


def _power_of_ten(unit: str) -> int:
    if not (big := _BIG_FLOP.fullmatch(unit)):
        return 0
    word = big[1].lower()
    return _BIG.get(word, _FLOP_SCALE.get(word, 0))


# The metrics whose units come in several sizes; of all others an amount stands as it is.
CONVERTED = frozenset(
    {"power_capacity", "training_duration", "training_compute", "api_price", "relative_cost"}
)
_ONE = Decimal(1)


def _factor(quantity: Quantity, metric: str) -> Decimal:
    if metric not in CONVERTED:
        return _ONE
    unit = quantity.unit
    if metric == "power_capacity":
        return Decimal(_POWER.get(unit, _POWER.get(unit.lower(), "1")))
    if metric == "training_duration":
        return Decimal(_DAYS.get(unit.lower(), "1"))
    if metric == "training_compute":
        return Decimal(10) ** _power_of_ten(unit)
    if metric == "api_price":
        return _tokens_factor(unit)
    if metric == "relative_cost" and family(unit) == "fraction":
        return Decimal(100)
    return _ONE


def _tokens_factor(unit: str) -> Decimal:
    per = unit.partition("/")[2].lower()
    if not per or "million" in per or "1m" in per:
        return Decimal(1)
    if "thousand" in per or "1k" in per or "1,000" in per or "1000" in per:
        return Decimal(1000)
    return Decimal(1_000_000) if "billion" not in per else Decimal("0.001")


def measured(quantity: Quantity, metric: str) -> Measured:
    """
    Return a quantity's value in its metric's unit, and its span.

    Period words (`a year`) leave the span of money but stay in that of a rate
    (docs/figures.md, rule 15); a fraction becomes the percent that remains.
    """
    unit, span = quantity.unit, quantity.span
    price = _PRICE.fullmatch(unit)
    currency = price[1] if price else unit
    if metric in PRICES:
        code = currency if _CURRENCY.fullmatch(currency) else "USD"
        unit = _UNITS[metric].replace("USD", code, 1)
    elif metric in _UNITS:
        unit = _UNITS[metric]
    elif metric == "relative_cost":
        unit = "x" if family(unit) == "times" else "percent"
    elif price:
        unit, span = currency, quantity.amount
    factor = _factor(quantity, metric)
    high = quantity.value_high
    value, upper = quantity.value * factor, None if high is None else high * factor
    return Measured(_tidy(value), None if upper is None else _tidy(upper), unit, span)


def scaled(quantity: Quantity, metric: str) -> Decimal:
    """Return a quantity's value in its metric's unit, however many digits that has."""
    return quantity.value * _factor(quantity, metric)


def _tidy(value: Decimal) -> Decimal:
    """Return whole numbers without exponent, others with six digits (a third of 100 is 33.33)."""
    if value.adjusted() > _LARGEST:
        return value
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else round(value, 6).normalize()


_LARGEST = 26  # powers of ten that the default context holds to the last digit
