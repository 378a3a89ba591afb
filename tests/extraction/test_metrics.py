"""Which metric a quantity is, and why not: every word of the lexicon, and shapes of sentences."""

import re

import pytest

from newsfigures.extraction import cells, names, quantities
from newsfigures.extraction.cues import Cue, cues
from newsfigures.extraction.document import parse
from newsfigures.extraction.metrics import Choice, choose, explain
from newsfigures.extraction.passage import Passage
from newsfigures.extraction.weighing import Scores

_MARKED = re.compile(r"\[([^\]]*)\](?!\()")


def chosen(marked: str) -> list[Choice]:
    """Return the choices for the amounts in square brackets."""
    spans, text = [], ""
    at = 0
    for mark in _MARKED.finditer(marked):
        text += marked[at : mark.start()]
        spans.append((len(text), len(text) + len(mark[1])))
        text += mark[1]
        at = mark.end()
    text += marked[at:]
    document = parse(text)
    found = cells.read(document, quantities.read(document.clean))
    passage = Passage(document, found, names.find(document))
    choices = choose(passage)
    answer = []
    for start, end in spans:
        hits = [
            choice
            for quantity, choice in zip(found, choices, strict=True)
            if quantity.span.start < end and start < quantity.span.end
        ]
        assert hits, f"no quantity was read at {text[start:end]!r}"
        answer.append(hits[0])
    return answer


def only(marked: str) -> Choice:
    (choice,) = chosen(marked)
    return choice


@pytest.mark.parametrize("cue", cues(), ids=lambda cue: cue.id)
def test_the_example_of_a_cue_is_read_and_its_counter_is_not(cue: Cue):
    example, counter = only(cue.example), only(cue.counter)
    if cue.metric is None:
        assert example.metric is None
        assert example.rule == cue.id
        assert example.reason == cue.reason
        assert counter.metric is not None
    elif cue.weight < 0:
        assert example.metric != cue.metric
        assert counter.metric == cue.metric
    else:
        assert example.metric == cue.metric
        assert counter.metric != cue.metric


def test_ids_are_unique():
    ids = [cue.id for cue in cues()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("marked", "metrics"),
    [
        # Cost of training
        ("OpenAI spent more than [$100 million] training GPT-4.", "training_cost"),
        ("The cost of training GPT-4 was [$78 million], the report found.", "training_cost"),
        ("Anthropic says Claude 3.7 Sonnet cost [a few tens of millions] to train.", None),
        ("Google's Gemini Ultra cost an estimated [$191 million] in compute to train.",
         "training_cost"),
        ("DeepSeek claims it took two months and less than [$6 million] to build R1.",
         "training_cost"),
        ("Developing GPT-5 has cost OpenAI [$2 billion] so far.", "training_cost"),
        ("A six-month training run of Orion can cost around [$500 million].", "training_cost"),
        # Infrastructure
        ("Microsoft will invest [$3.3 billion] in a data centre campus in Wisconsin.",
         "infrastructure_investment"),
        ("The White House announced a [$500 billion] AI infrastructure project called Stargate.",
         "infrastructure_investment"),
        ("The European Commission plans to mobilise [€200 billion] for investment in AI.",
         "infrastructure_investment"),
        ("Saudi Arabia unveiled a [$40 billion] plan to build AI data centers.",
         "infrastructure_investment"),
        ("Amazon plans to spend [$100 billion] over the next decade on data centers.",
         "infrastructure_investment"),
        # Contracts for computing
        ("OpenAI signed a [$38 billion] cloud deal with Amazon Web Services.", "compute_contract"),
        ("CoreWeave won a contract worth [$14.2 billion] to supply Meta with computing power.",
         "compute_contract"),
        ("OpenAI agreed to buy [$300 billion] in computing power from Oracle over five years.",
         "compute_contract"),
        ("Anthropic committed to purchase [$30 billion] of Azure compute capacity.",
         "compute_contract"),
        # Capital spending
        ("Alphabet raised its capital expenditure forecast to [$85 billion].", "capex"),
        ("Meta expects capex of [$66 billion to $72 billion] in 2025.", "capex"),
        ("Microsoft plans to spend [$80 billion] in fiscal 2025 on AI data centers.", "capex"),
        ("Amazon's capital expenditures rose to [$31.4 billion] in the second quarter.", "capex"),
        # Markets
        ("The generative AI market is expected to reach [$1.3 trillion] by 2032.", "market_size"),
        ("Gartner forecasts worldwide AI spending of [$1.5 trillion] in 2025.", "market_size"),
        ("Goldman Sachs says AI could add [$7 trillion] to global GDP.", "market_size"),
        ("The global AI chip market was valued at [$53 billion] in 2023.", "market_size"),
        # Funding
        ("Mistral AI raised [€600 million] in a Series B round led by General Catalyst.",
         "funding_raised"),
        ("Anthropic closed a [$3.5 billion] Series E funding round.", "funding_raised"),
        ("xAI is in talks to raise [$20 billion] in debt and equity.", "funding_raised"),
        ("Amazon has invested [$8 billion] in Anthropic.", "funding_raised"),
        ("SoftBank will invest up to [$40 billion] in OpenAI.", "funding_raised"),
        ("Nvidia took a [$2 billion] stake in xAI.", "funding_raised"),
        ("Start-ups attracted [$97 billion] of venture capital last year.", "funding_raised"),
        # Valuation
        ("The deal values Anthropic at [$61.5 billion].", "valuation"),
        ("OpenAI, which is valued at [$157 billion], said it would hire.", "valuation"),
        ("Nvidia's market capitalisation topped [$4 trillion] on Wednesday.", "valuation"),
        ("Databricks raised money at a [$62 billion] valuation.", "valuation"),
        ("Mistral AI is worth [$6 billion] after the round.", "valuation"),
        ("Nvidia became the first company to reach a market value of [$4 trillion].", "valuation"),
        # Market value gone or gained
        ("Nvidia lost [$589 billion] in market value in a single day.", "market_cap_change"),
        ("The sell-off erased [$1 trillion] from US tech stocks.", "market_cap_change"),
        ("Oracle added [$244 billion] to its market capitalization.", "market_cap_change"),
        # Share prices
        ("Shares of Nvidia plunged [17%] on Monday.", "share_price_change"),
        ("Broadcom's stock rose as much as [11 percent] in early trading.", "share_price_change"),
        ("The Nasdaq Composite fell [3.1%].", "share_price_change"),
        # Revenue and profit
        ("OpenAI generated [$3.7 billion] in revenue last year.", "revenue"),
        ("Anthropic's annualized revenue hit [$1 billion] in December.", "revenue"),
        ("Nvidia reported quarterly sales of [$44.1 billion].", "revenue"),
        ("OpenAI expects revenue of [$12.7 billion] this year.", "revenue"),
        ("ChatGPT brings in [$300 million] a month.", "revenue"),
        ("OpenAI expects to lose [$5 billion] this year.", "net_income"),
        ("Net income rose to [$18.8 billion] at Nvidia.", "net_income"),
        ("xAI is burning [$1 billion] a month.", "net_income"),
        # Prices
        ("DeepSeek charges [$0.55 per million input tokens] for R1.", "api_price"),
        ("OpenAI's o1 costs [$60 per million output tokens].", "api_price"),
        ("ChatGPT Pro costs [$200 a month].", "subscription_price"),
        ("Renting an H100 costs about [$2 an hour].", "gpu_rental_rate"),
        # Relative cost
        ("R1 is [20 to 50 times] cheaper to use than o1.", "relative_cost"),
        ("V3 was trained at [a tenth] of the cost of GPT-4.", "relative_cost"),
        # Compute
        ("DeepSeek used [2,048 Nvidia H800 GPUs] to train V3.", "gpu_count"),
        ("Meta plans to have more than [1.3 million GPUs] by the end of the year.", "gpu_count"),
        ("xAI's Colossus houses [200,000 GPUs].", "gpu_count"),
        ("Training Llama 3.1 405B took [30.84 million GPU hours].", "gpu_hours"),
        ("The training of V3 took [55 days].", "training_duration"),
        ("Llama 3 was trained on [15 trillion tokens].", "training_tokens"),
        ("The model has [671 billion parameters], of which [37 billion] are activated.",
         "parameters active_parameters"),
        ("Grok 4 was trained with [5e26 FLOP].", "training_compute"),
        ("The Abilene site will have a capacity of [1.2 gigawatts].", "power_capacity"),
        # People
        ("ChatGPT has [400 million weekly active users].", "users"),
        ("DeepSeek's app was downloaded [16 million times] in 18 days.", "downloads"),
        ("Anthropic has about [1,000 employees].", "headcount"),
        ("The project will create more than [100,000 jobs].", "headcount"),
    ],
)  # fmt: skip
def test_a_sentence_of_the_press_is_read_as(marked, metrics):
    wanted = [None] if metrics is None else metrics.split()
    assert [choice.metric for choice in chosen(marked)] == wanted


@pytest.mark.parametrize(
    "marked",
    [
        # Nothing is measured, or nothing that we record
        "OpenAI won a [$200 million] contract from the US Department of Defense.",
        "Google was fined [€2.95 billion] by the European Commission.",
        "Meta's metaverse division recorded a charge of [$2 billion].",
        "Oracle has [$100 billion] in debt on its balance sheet.",
        "Oracle's backlog grew to [$455 billion].",
        "CoreWeave expects adjusted EBITDA of [$3 billion].",
        "An Nvidia H100 sells for about [$30,000].",
        "Nvidia earned [$0.81 a share].",
        "Meta offered researchers signing bonuses of [$100 million].",
        "Musk's bid of [$97.4 billion] for the nonprofit was rejected.",
        "Revenue at Nvidia rose [69%] from a year earlier.",
        "Microsoft owns [27%] of OpenAI.",
        "The chip is [30 times] faster than its predecessor.",
        "Its gross margin was [72.4%].",
        "What if training a model cost [$1 billion]?",
        "DeepSeek did not spend [$6 million] on training V3.",
        "The lab won a prize of [$1 million].",
        "The reactor will produce [835 megawatts].",
        "GPT-4.1 has a context window of [1 million tokens].",
        "A rack holds [72 GPUs].",
        "The contract runs for [five years].",
        "The gap between the two estimates is [$20 million].",
        "Nvidia will buy back [$60 billion] of its shares.",
        "Google agreed to acquire Wiz for [$32 billion].",
        "The film took [$90 million] at the box office.",
    ],
)
def test_what_no_metric_takes_is_refused_in_words(marked):
    choice = only(marked)
    assert choice.metric is None
    assert choice.reason.endswith(".")


def explained(text: str, quote: str):
    """Return the choice and the scores for the amount that stands at a quote."""
    document = parse(text)
    found = cells.read(document, quantities.read(document.clean))
    passage = Passage(document, found, names.find(document))
    index = next(i for i, q in enumerate(found) if q.span.start == text.index(quote))
    choice, scores = explain(passage, index)
    assert choice == choose(passage)[index]
    return choice, scores


def test_a_choice_is_explained_by_every_metric_weighed_and_the_words_that_spoke_for_it():
    text = "Cohere raised $500 million at a valuation of $7 billion. Its revenue is a secret."
    choice, scores = explained(text, "$500 million")
    assert choice.metric == scores.metrics[0].name == "funding_raised"
    assert choice.score == scores.metrics[0].score
    assert [c.score for c in scores.metrics] == sorted(
        (c.score for c in scores.metrics), reverse=True
    )
    named = {evidence.rule: evidence for evidence in scores.metrics[0].evidence}
    assert named["raise"].words == "raised …"
    assert named["raise"].span.cut(text) == "raised $500 million"
    for candidate in scores.metrics + scores.refusals + scores.tilts:
        weights = [evidence.weight for evidence in candidate.evidence]
        assert weights == sorted(weights, reverse=True)


def test_a_refusal_is_explained_beside_the_metric_it_outweighed():
    text = "OpenAI won a $200 million contract from the Department of Defense."
    choice, scores = explained(text, "$200 million")
    assert choice.metric is None
    assert scores.refusals[0].name == choice.rule == "government-contract"
    assert scores.refusals[0].evidence[0].span.cut(text).startswith("$200 million contract from")


def test_words_of_the_title_speak_without_a_place_in_the_text():
    text = "---\ntitle: What training costs\n---\n\nFor GPT-4 it was $78 million.\n"
    _, scores = explained(text, "$78 million")
    places = [e.span for c in scores.metrics for e in c.evidence if e.words == "training"]
    assert places == [None]


def test_a_tilt_is_shown_with_the_metric_it_turns_away_from():
    text = "Microsoft will spend $80bn on data centres this year."
    choice, scores = explained(text, "$80bn")
    assert choice.metric == "capex"
    assert ("capex", "infrastructure_investment") in [(t.name, t.instead_of) for t in scores.tilts]


def test_what_no_metric_is_counted_in_has_no_scores():
    choice, scores = explained("OpenAI ate 40 kilograms of rice in its canteen.", "40 kilograms")
    assert choice.metric is None
    assert scores == Scores()


@pytest.mark.parametrize(
    ("marked", "metric"),
    [
        # How much a business grew is no move of its shares
        ("AMD shares rallied. Sales were $5.4 billion, up [18%] from the quarter before.", None),
        ("Oracle's backlog jumped [359%], sending traders into a frenzy.", None),
        ("Oracle's backlog jumped, and the stock leapt [36%].", "share_price_change"),
        ("Broadcom's sales beat forecasts, sending its shares [9%] higher.", "share_price_change"),
        # Jobs that go are not jobs that are there
        ("Workforce reductions at Microsoft affecting about [6,000 employees] came in May.", None),
        ("Microsoft is cutting 3% of its employees, or roughly [6,000 positions].", None),
        ("Why [6,000 Jobs] Disappeared at Microsoft", None),
        ("Microsoft employed [228,000 people] as of June, before the cuts.", "headcount"),
        ("After the layoffs, Scale AI is left with [1,100 employees].", "headcount"),
        # A bill worked out is no price
        ("GPT-4o charges $2.50/M input and $10/M output. Total per call: [$0.0075].", None),
        ("A bot on Claude Sonnet would run to [$1,800/month].", None),
        ("Our bill for Claude came to [$310 a month] last year.", None),
        ("The month comes to 300 x $2.50 = [$750] for input on GPT-4o.", None),
        ("Claude Max costs [$100 a month].", "subscription_price"),
        ("Sonnet is [$3/M input] and nothing else changes.", "api_price"),
        # Averages of rounds
        ("The average Series B round in AI hit [$68 million] this year.", None),
        ("About 150 AI rounds between [$1 million and $10 million] closed each year.", None),
        ("Physical Intelligence closed a round of [$600 million].", "funding_raised"),
        # Losses of a business and losses of value
        ("Intel had a loss of [$1.6 billion] for the quarter, and its stock fell 8%.",
         "net_income"),
        ("Its losses could triple to [$14 billion] by 2026, stock-based pay aside, OpenAI says.",
         "net_income"),
        ("Nvidia saw its biggest plunge in market capitalisation, losing a record [$593B].",
         "market_cap_change"),
        ("Senators sought [$32 billion] in federal AI research spending.", None),
        ("Mistral sought [$1 billion] from investors.", "funding_raised"),
    ],
)  # fmt: skip
def test_what_goes_by_in_an_article_about_money_is_told_from_figures(
    marked: str, metric: str | None
):
    assert only(marked).metric == metric


def test_an_amount_that_says_nothing_is_what_the_same_amount_is_elsewhere():
    text = "# The [$5.58 million] puzzle\n\nTraining DeepSeek-V3 cost $5.58 million, it was said."
    assert only(text).metric == "training_cost"
    round_one = "# The [$5 million] puzzle\n\nTraining DeepSeek-V3 cost $5 million, it was said."
    assert only(round_one).rule != "elsewhere"


def test_a_level_taken_up_again_is_what_was_named_before():
    text = "DeepSeek's app was installed 2.6 million times. Three days ago it was at [1 million]."
    assert only(text).metric == "downloads"
    text = "ChatGPT is used by 900 million people a week. In May it stood at [700 million]."
    assert only(text).metric == "users"
    text = "ChatGPT is used by 900 million people a week. The office in Dublin has [700 desks]."
    assert only(text).metric is None


def test_what_stands_beside_the_main_amount_carries_less():
    text = (
        "MiniMax went public at a value of $6.5bn, with planned proceeds of up to [$540m]."
        " By January it stood at [$15.2bn]."
    )
    assert [choice.metric for choice in chosen(text)] == ["funding_raised", "valuation"]


@pytest.mark.parametrize(
    ("marked", "metrics"),
    [
        ("Coreline widened its arrangement with OpenAI by as much as [$6.5 billion].",
         "compute_contract"),
        ("Microsoft will pay [$17.4 billion] for capacity at a site run by Nebius.",
         "compute_contract"),
        ("Nebius has a contract with Microsoft with a total value of [$17.4 billion].",
         "compute_contract"),
        ("Nobody would say whether the extension is worth a further [$5 billion] to CoreWeave.",
         "-"),
        ("Analysts polled by FactSet had been looking for [$16.2 billion] in Oracle's sales.",
         "revenue"),
        ("Oracle's shares vaulted, adding [$244 billion] to its value and leaving it near"
         " [$922 billion].", "market_cap_change valuation"),
        ("Nvidia slipped [1.6%] Thursday.", "share_price_change"),
        ("He brushed off talk that Oracle would borrow [$100 billion] to finish the job.", "-"),
        ("Oracle's backlog, a gauge of sales still to come, swelled to [$523 billion].", "-"),
        ("When Anthropic took in [$13 billion], it was valued at [$183 billion].",
         "funding_raised valuation"),
        ("Anthropic is not seeking another [$10 billion], it said.", "-"),
        ("OpenAI is putting together a round that would exceed [$100 billion].",
         "funding_raised"),
        ("MiniMax has 385 employees and Zhipu, from Beijing, has [883].", "headcount"),
        ("MiniMax has 385 employees. Beijing-based Zhipu had [883].", "headcount"),
        ("Mixtral has 46.7bn parameters but uses just [12.9bn] of them for any one token.",
         "active_parameters"),
        ("DBRX has 132 billion parameters, of which [36 billion] (4 of 16 experts) are in use.",
         "active_parameters"),
        ("The Series F of November brought in [$250 million] for Cerebras.", "funding_raised"),
        ("Cerebras raised [$1 billion], led by Tiger Global, at [$23 billion].",
         "funding_raised valuation"),
        ("Replit got [$250m] at [$3bn].", "funding_raised valuation"),
        ("Nebius secured [$4.2 billion] by way of notes and a share offering.",
         "funding_raised"),
        ("A claim that Cerebras had lost [$1 billion] on the contract was withdrawn.", "-"),
        ("If Zhipu were worth [$100bn] on the back of that, I would eat my hat.", "-"),
        ("Nebius has cash and cash equivalents of [$4.8 billion].", "-"),
        ("Alibaba's pledge from February is still [RMB380bn] for its cloud and AI.",
         "infrastructure_investment"),
        ("V3.2's output is no bargain: it isn't [a tenth] as good as Claude.", "-"),
    ],
)  # fmt: skip
def test_constructions_of_wires_features_and_newsletters(marked, metrics):
    assert [choice.metric or "-" for choice in chosen(marked)] == metrics.split()
