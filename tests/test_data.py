"""The data files hold what data/README.md and docs/figures.md say of them."""

import json
import re
from collections import Counter

import pytest

from newsfigures import catalog, reading
from newsfigures.catalog import DATA, ROOT
from newsfigures.model import CostBasis, Qualifier, Status

README = (DATA / "README.md").read_text(encoding="utf-8")
FIGURES = catalog.rows("reference_figures")
METRICS = catalog.metrics()
CSV_FILES = ("reference_figures", "entities", "chips", "usd_rates")
GOLD = [
    json.loads(line)
    for name in ("set1", "set2")
    for line in (ROOT / "tests" / "gold" / f"{name}.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("name", CSV_FILES)
def test_each_file_has_its_number_of_rows_in_the_readme(name):
    stated = re.search(rf"\[{name}\.csv\]\({name}\.csv\) \| (\d+) \|", README)

    assert int(stated[1]) == len(catalog.rows(name))


@pytest.mark.parametrize("name", CSV_FILES)
def test_each_column_is_explained(name):
    part = README.split(f". {name}.csv\n")[1].split("\n## ")[0]
    missing = [c for c in catalog.rows(name)[0] if not re.search(rf"\b{c}\b", part)]

    assert missing == []


def test_no_file_of_data_is_left_out_of_the_readme():
    files = {f.name for f in DATA.iterdir() if not f.name.startswith("newsfigures.duckdb")}

    assert {name for name in files if f"]({name}" not in README} == {"README.md"}


@pytest.mark.parametrize("column", ["check", "source_tier"])
def test_counts_in_the_readme_are_those_of_the_file(column):
    counts = Counter(row[column] for row in FIGURES)
    line = next(x for x in README.splitlines() if x.startswith(f"| {column} |"))

    assert {int(n) for n in re.findall(r"(?<=[ (])\d+(?=\))", line)} == set(counts.values())


def test_the_credit_counts_what_is_of_epoch_ai():
    theirs = sum(row["source_publisher"] == "Epoch AI" for row in FIGURES)

    assert f"{theirs} reference figures and the speeds of all 54 chips" in README
    assert all(row["source_url"].startswith("https://epoch.ai/") for row in catalog.rows("chips"))
    assert "CC BY 4.0" in (ROOT / "NOTICE").read_text(encoding="utf-8")


@pytest.mark.parametrize("basis", CostBasis)
def test_each_sense_of_cost_is_defined(basis):
    assert f"| `{basis.value}` |" in README.split("## 2.")[1].split("## 3.")[0]


def test_reference_figures_use_the_words_of_the_contract():
    assert {row["metric"] for row in FIGURES} <= METRICS.keys()
    assert {row["qualifier"] for row in FIGURES} <= {q.value for q in Qualifier}
    assert {row["status"] for row in FIGURES} <= {s.value for s in Status} | {"target"}
    assert {row["cost_basis"] for row in FIGURES} <= {b.value for b in CostBasis} | {""}


def test_only_training_costs_have_a_basis_and_all_of_them_do():
    for row in FIGURES:
        assert bool(row["cost_basis"]) == (row["metric"] == "training_cost"), row["subject"]


def test_units_are_those_of_their_metric():
    for row in FIGURES:
        unit = METRICS[row["metric"]].unit
        assert row["unit"] == ("USD" if unit == "money" else unit), row["subject"]


def test_values_are_numbers_and_only_ranges_have_two():
    for row in FIGURES:
        assert (row["qualifier"] == "range") == bool(row["value_high"]), row["subject"]
        if row["value_high"]:
            assert float(row["value"]) < float(row["value_high"])
        assert float(row["value"]) > 0 or row["metric"] == "market_cap_change"


def test_every_reference_figure_has_a_source_with_an_address():
    for row in FIGURES:
        assert row["source_title"]
        assert row["source_publisher"]
        assert reading.details.web_address(row["source_url"]), row["source_url"]
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", row["as_of"])


def test_a_rate_and_its_inverse_agree_and_no_year_is_left_out():
    rates = catalog.rows("usd_rates")
    years = Counter(row["currency"] for row in rates)

    assert set(years.values()) == {8}
    for row in rates:
        product = float(row["usd_per_unit"]) * float(row["currency_per_usd"])
        assert product == pytest.approx(1, rel=1e-3)
    assert all(f" {currency}" in README.split("## 6.")[1] for currency in years)


def test_parents_are_entities_themselves():
    names = {entity.name for entity in catalog.entities()}
    unknown = {e.parent for e in catalog.entities() if e.parent and e.parent not in names}

    assert unknown == set()


def test_ambiguous_forms_are_forms_of_the_name():
    for entity in catalog.entities():
        assert entity.ambiguous <= {entity.name, *entity.aliases}, entity.name


def test_each_sample_has_gold_and_each_gold_a_sample():
    samples = {file.stem for file in (DATA / "samples").glob("*.md")}

    assert samples == {record["id"] for record in GOLD}
    assert len(samples) == len(GOLD) == 30


@pytest.mark.parametrize("record", GOLD, ids=lambda record: record["id"])
def test_gold_quotes_are_what_the_samples_say(record):
    file = DATA / "samples" / f"{record['id']}.md"
    sample = reading.read(file.read_bytes(), file.name, is_sample=True)

    assert sample.published.isoformat() == record["published"]
    assert sample.publisher
    assert "sources" in file.read_text(encoding="utf-8").split("---")[1]
    for figure in record["figures"]:
        assert sample.text[figure["start"] : figure["end"]] == figure["quote"]
        assert figure["metric"] in METRICS


def test_the_readme_counts_the_gold_figures():
    for name in ("set1", "set2"):
        lines = (ROOT / "tests" / "gold" / f"{name}.jsonl").read_text("utf-8").splitlines()
        records = [json.loads(line) for line in lines]
        figures = sum(len(record["figures"]) for record in records)
        derived = sum(len(record["derived"]) for record in records)
        assert re.search(
            rf"{figures}( figures)? and {derived}( derived ones)? in `tests/gold/{name}", README
        )


def test_each_name_stands_once():
    twice = [n for n, count in Counter(e.name for e in catalog.entities()).items() if count > 1]

    assert twice == []
    assert len({entity.name for entity in catalog.entities()}) > 3000


def test_no_form_means_two_things():
    owners = {}
    for entity in catalog.entities():
        for form in {entity.name, *entity.aliases}:
            owners.setdefault(form, set()).add(entity.name)

    assert {form: names for form, names in owners.items() if len(names) > 1} == {}
