"""Which colour is which company, the same on every page."""

# Okabe and Ito's colours, the light ones darkened until each stands out at 3:1 from both
# page backgrounds, and four more for the companies that the news names most.
HUES: dict[str, str] = {
    "OpenAI": "#009E73",
    "DeepSeek": "#0072B2",
    "Google": "#C47F00",
    "Meta": "#3A9BD9",
    "Anthropic": "#D55E00",
    "Microsoft": "#A39200",
    "NVIDIA": "#8A6FD1",
    "xAI": "#C2649A",
    "Amazon": "#A0704F",
}
OTHERS = "#808080"
FAINT = "rgba(128,128,128,0.28)"  # grid lines, on either ground
HOUSES: dict[str, str] = {
    "Alphabet": "Google",
    "Google DeepMind": "Google",
    "Google Cloud": "Google",
    "Amazon Web Services": "Amazon",
    "Microsoft Azure": "Microsoft",
}


def house(company: str | None) -> str | None:
    """Return the name under which a company has its hue; None for everyone without one."""
    if not isinstance(company, str):
        return None
    name = HOUSES.get(company, company)
    return name if name in HUES else None


def hue(company: str | None) -> str:
    """Return the fixed colour of a company, grey for all without one."""
    name = house(company)
    return HUES[name] if name else OTHERS
