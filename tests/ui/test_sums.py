"""The table of sums: what is multiplied, what is stated, and the sentences behind both."""

from newsfigures.consistency import sums
from newsfigures.ui import sums as shown
from tests.claims import claims

V3 = {"subject": "DeepSeek-V3", "company": "DeepSeek", "hardware": "H800"}
ROWS = (
    {**V3, "value": 5.576e6, "cost_basis": "final_run_rental", "sentence": "It cost $5.576m."},
    {**V3, "metric": "gpu_hours", "unit": "GPU_hour", "is_money": False, "value": 2.788e6,
     "sentence": "It took\n2.788m hours at $2."},
    {**V3, "metric": "gpu_rental_rate", "unit": "USD_per_GPU_hour", "is_money": False,
     "value": 2.0, "sentence": "It took\n2.788m hours at $2."},
)  # fmt: skip


def test_a_row_has_the_sum_its_verdict_and_each_sentence_once():
    table = shown.table(sums(claims(*ROWS)))

    assert table.loc[0].to_dict() == {
        "Of": "DeepSeek-V3",
        "Set against": "Training cost",
        "Sum": "2.79M GPU hours × $2",
        "Gives": "$5.58M",
        "Stated": "$5.58M",
        "Verdict": "✓ equal",
        "Sense of cost": "Final run at a rental price",
        "Source": "An article",
        "Sentences or notes": "“It took 2.788m hours at $2.” “It cost $5.576m.”",
    }


def test_no_sums_make_an_empty_table_with_its_columns():
    assert list(shown.table([]).columns)[:2] == ["Of", "Set against"]
