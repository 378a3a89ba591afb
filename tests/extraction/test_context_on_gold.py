"""How often status, source, horizon and period agree with the gold sets and the seed article."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from newsfigures.extraction import attribution, horizon, period, status
from newsfigures.extraction.document import parse
from newsfigures.extraction.linking import Link
from newsfigures.extraction.names import find
from newsfigures.model import Span
from tests.score import name

ROOT = Path(__file__).resolve().parents[2]
FIELDS = ("attributed_to", "status", "horizon", "period")


def agreement(articles, folder):
    """Return the share of gold figures of which each field is read right, each from the last."""
    right: Counter[str] = Counter()
    total = 0
    for article in articles:
        document = parse((folder / article["file"]).read_text(encoding="utf-8"))
        mentions = find(document)
        day = date.fromisoformat(article["published"])
        for gold in article["figures"]:
            at = Span(gold["start"], gold["end"])
            sentence = document.sentence_at(at.start)
            link = Link(gold["subject"], gold["company"], gold["relative_to"], None, True, (), 1.0)
            metric = gold["metric"]
            source = attribution.read(document, mentions, sentence, at, link, metric)
            standing = status.read(document, sentence, at, metric, source, link=link, published=day)
            total += 1
            right["attributed_to"] += name(source) == name(gold["attributed_to"])
            right["status"] += standing.value == gold["status"]
            year = horizon.read(document, sentence, at, metric, standing, day)
            right["horizon"] += year == gold["horizon"]
            when = period.read(document, sentence, at, metric, day, horizon=year)
            right["period"] += when == gold["period"]
    return {field: right[field] / total for field in FIELDS}


@pytest.mark.parametrize("part", [1, 2])
def test_fields_agree_with_gold_at_least_this_often(part):
    lines = (ROOT / f"tests/gold/set{part}.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    for article in articles:
        article["file"] = f"{article['id']}.md"
    found = agreement(articles, ROOT / "data/samples")
    floors = {"attributed_to": 0.955, "status": 0.925, "horizon": 0.975, "period": 0.985}
    assert {f for f in FIELDS if found[f] < floors[f]} == set()


def test_every_field_of_the_seed_article_is_right():
    gold = json.loads((ROOT / "tests/seed/gold.json").read_text(encoding="utf-8"))
    gold["file"] = f"{gold['id']}.txt"
    assert agreement([gold], ROOT / "tests/seed") == dict.fromkeys(FIELDS, 1.0)
