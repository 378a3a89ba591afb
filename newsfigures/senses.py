"""The senses in which "training cost" is meant, in rising order of what they include."""

from dataclasses import dataclass

from newsfigures.model import CostBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """A sense of "training cost": its name on the page, what it includes and leaves out."""

    basis: CostBasis
    title: str
    note: str


SENSES: tuple[Sense, ...] = (
    Sense(
        basis=CostBasis.FINAL_RUN_RENTAL,
        title="Final run at a rental price",
        note="GPU hours of the run that worked, times an hourly price. No failed runs, no staff.",
    ),
    Sense(
        basis=CostBasis.CLOUD_ESTIMATE,
        title="Estimate at cloud prices",
        note="A third party's estimate of the same run at cloud prices.",
    ),
    Sense(
        basis=CostBasis.AMORTISED_HARDWARE_ENERGY,
        title="Hardware used up, plus power",
        note="A third party's share of the hardware's value, plus power. No staff.",
    ),
    Sense(
        basis=CostBasis.TOTAL_PROGRAMME,
        title="Whole programme",
        note="A year's research computing, or all work on a model. Not tied to one run.",
    ),
    Sense(
        basis=CostBasis.UNSPECIFIED,
        title="Sense not stated",
        note="A remark or a press figure. What it includes is unknown.",
    ),
)
TITLES: dict[str, str] = {sense.basis.value: sense.title for sense in SENSES}
