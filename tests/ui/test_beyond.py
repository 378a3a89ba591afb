"""The ways from a page to all that fits its filters."""

from newsfigures import consistency, queries
from newsfigures.ui import beyond


def test_the_address_of_data_holds_the_filters_by_their_words(full):
    filters = queries.UNFILTERED | {
        "names": ["DeepSeek-V3"], "origins": ["article"], "statuses": ["reported"],
        "with_samples": False, "reviewed_only": True, "least_sure": 0.9,
    }  # fmt: skip

    assert beyond.on_data(["training_cost"], filters | {"with_samples": True}) == {
        "data_metrics": ["Training cost"],
        "data_names": ["DeepSeek-V3 · DeepSeek"],
        "data_origins": ["From articles"],
        "data_statuses": ["Reported"],
        "data_reviewed": "true",
        "data_sure": "90% or more",
    }
    assert beyond.on_data(["capex"], queries.UNFILTERED | {"with_samples": False}) == {
        "data_metrics": ["Capital spending"], "data_samples": "false",
    }  # fmt: skip


def test_where_sums_were_looked_for_is_said_only_of_some_articles(full):
    rows = queries.run(full, "claims_for_sums", metrics=list(consistency.METRICS), most=2,
                       **queries.UNFILTERED)  # fmt: skip

    assert beyond.sums_in(rows) == beyond.sums_in(rows[:0]) == ""
    said = beyond.sums_in(rows.assign(in_all=29_932))
    assert said.startswith(f"Sums are looked for in {beyond.ARTICLES} of 29,932 articles")


def test_names_are_asked_for_where_sums_are_not_looked_for_everywhere(full, monkeypatch):
    named = queries.UNFILTERED | {"names": ["DeepSeek-V3"]}
    asked = []

    def ask(name, **values):
        asked.append(values["names"])
        return queries.run(full, name, **values)

    monkeypatch.setattr(beyond, "ask", ask)
    everywhere = beyond.for_sums(named)
    monkeypatch.setattr(beyond, "ARTICLES", 1)
    first = beyond.for_sums(named)

    assert asked == [[], [], ["DeepSeek-V3"]]
    assert set(first["claim_id"]) < set(everywhere["claim_id"])
    assert "DeepSeek-V3" in set(first[first["origin"] == "article"]["subject"])
