"""Which kinds of thing a metric can be about, and how well each fits."""

from newsfigures import catalog

Fit = dict[str, float]

_MODEL: Fit = {"model": 1.0, "company": 0.6, "class": 0.8, "project": 0.1}
_COMPANY: Fit = {
    "company": 1.0,
    "model": 0.3,
    "project": 0.15,
    "investor": 0.35,
    "group": 0.9,
    "person": 0.4,
}
_SHARES: Fit = {**_COMPANY, "index": 0.9}  # what a whole market has, too
_PRODUCT: Fit = {"model": 1.0, "company": 0.85}
_SITE: Fit = {"project": 1.0, "company": 0.85, "place": 0.5, "model": 0.15, "investor": 0.6}
_CHIPS: Fit = {"model": 0.9, "project": 1.0, "company": 0.8, "place": 0.5}
_PLEDGE: Fit = {
    "project": 1.0,
    "company": 0.8,
    "place": 0.7,
    "investor": 0.6,
    "model": 0.4,
    "group": 0.5,
    "person": 0.7,
}

MODEL_METRICS = frozenset(
    {
        "training_cost",
        "relative_cost",
        "gpu_hours",
        "training_compute",
        "training_duration",
        "parameters",
        "active_parameters",
        "training_tokens",
        "api_price",
    }
)

# What only an organisation has.
COMPANY_METRICS = frozenset(
    {
        "capex",
        "compute_contract",
        "funding_raised",
        "headcount",
        "market_cap_change",
        "net_income",
        "revenue",
        "share_price_change",
        "valuation",
    }
)

# What a company has of each quarter or year.
RESULTS = frozenset({"capex", "net_income", "revenue"})

# What a deal between a company and its backers gives.
DEALS = frozenset({"funding_raised", "valuation"})

# What something costs each time it is used.
PRICES = frozenset({"api_price", "gpu_rental_rate", "subscription_price"})

# What a model has from its training.
TRAINED = MODEL_METRICS - {"api_price"} | {"gpu_count"}

# What a site can have.
SITE_METRICS = frozenset({"gpu_count", "headcount", "infrastructure_investment", "power_capacity"})

# Money that several companies may spend, earn or be worth together.
JOINT_METRICS = frozenset(
    {
        "capex",
        "infrastructure_investment",
        "revenue",
        "net_income",
        "valuation",
        "market_cap_change",
    }
)

_SPECIAL = {
    "headcount": {**_COMPANY, "project": 0.9, "model": 0.1, "investor": 0.8},
    "market_cap_change": _SHARES,
    "share_price_change": _SHARES,
    "valuation": _SHARES,
    "users": _PRODUCT,
    "downloads": _PRODUCT,
    "subscription_price": _PRODUCT,
    "gpu_count": _CHIPS,
    "power_capacity": _SITE,
    "infrastructure_investment": _PLEDGE,
    "gpu_rental_rate": {"company": 1.0, "chip": 0.9, "model": 0.5},
    "market_size": {"market": 1.0},
}

FITS: dict[str, Fit] = {
    metric: _SPECIAL.get(metric, _MODEL if metric in MODEL_METRICS else _COMPANY)
    for metric in catalog.metrics()
}
