"""Names that are everyday words: as words they name nothing, as names they are found."""

import pytest

from newsfigures.extraction.document import parse
from newsfigures.extraction.names import find


def meant(text: str) -> list[tuple[str, str]]:
    """Return the listed names of a text, by the words they stand in."""
    return [(m.surface, m.name) for m in find(parse(text)) if m.listed]


ORDINARY = """
Prof. Snap taught for years.
Scale matters more than speed in this trade.
Scale has its limits, engineers warn.
Scale is what the buyers want.
Economies of Scale are the title of his talk.
Solar is cheap by day and absent by night.
Solar and wind feed the grid.
The Solar System has eight planets.
The campus runs on Solar Power and gas.
Solar panels cover the roof.
Figure 3 shows the fall in prices.
As Figure 12 makes clear, costs halve.
Figure skating was on in the lobby.
Figures on the wall were painted by hand.
Together they come to nearly ten thousand chips.
Together with its lenders, the town pays half.
Together, the two sites draw as much as a city.
Switch 2 of the rack failed.
Switch off the lights before you leave.
A Nintendo Switch lay on the desk.
Vantage points along the road were taken.
From this Vantage Point the valley looks small.
Aligned with policy, the plan went through.
Aligned models refuse such requests.
The Galaxy S24 has a better camera.
Galaxy after galaxy came into view.
Lambda functions are billed by the millisecond.
Lambda is the wavelength in this formula.
Modal verbs are hard to teach.
Glean what you can from the notes.
Writer and director Ann Holm lives in Oslo.
Writer's block cost her a year.
Harvey Milk gave his name to the terminal.
Hurricane Harvey flooded the plant.
Jim Harvey runs the depot. Harvey likes his job.
Sierra Leone has one exchange point.
The Sierra is dry this year.
Sierra Nevada snow feeds the rivers.
Runway lights went out during the storm.
Runway length limits the larger jets.
Character is destiny, the proverb goes.
Perplexity fell from step to step.
Apple trees line the drive.
Appleseed was his other name.
Snap decisions are rarely good ones.
Snap out of it, he told them.
Constellation after constellation rose over the desert.
The Constellation Program ended early.
Orange County has few data halls.
Orange juice was served.
Orange is the colour of the cables.
Titan arum blooms once in a decade.
Saturn's moon Titan has lakes of methane.
The Titan sub was lost at sea.
Nova Scotia wants tidal power.
Nova after nova was logged by the telescope.
Step by step the crew moved in.
Step 4 is to pour the concrete.
Orca pods were seen off the coast.
An Orca swam past the cable ship.
Pi is an irrational number.
Sky blue is the colour of the logo.
Arctic ice keeps the servers cool.
The cable crosses Arctic waters.
Granite worktops cost extra.
Granite from the quarry lines the walls.
Command of the sea went to the larger fleet.
The Command was given at dawn.
Composer Ada Lind wrote the score.
Composer and pianist, he taught for years.
Plus there is the matter of water.
Target dates have slipped again.
Target practice was cancelled.
Block by block the town was wired.
Block storage is sold by the gigabyte.
Box after box was unloaded.
Zoom in on the map to see the pipes.
Slack in the schedule has gone.
Notion of time is relative, he said.
Unity of purpose kept the crew going.
Opera singers filled the hall.
The Opera House uses little power.
Brave men built the dam.
Bolt the rack to the floor.
Usain Bolt opened the site.
Comet Halley returns in decades.
Devin Nunes spoke for an hour.
Visa rules were tightened for engineers.
Shell companies own the land.
Shell scripts start the jobs.
Carrier waves carry the signal.
Caterpillar larvae ate the hedge.
Juniper berries flavour the gin.
Crane operators are scarce.
Crane drivers earn well.
Cruise ships dock nearby.
Aurora, Colorado, is dry.
Aurora borealis lit the sky over the site.
Elastic bands hold the cables.
Linear algebra is all you need.
Magic is what it looked like.
Rabbit holes abound in this code.
Ironclad contracts protect the lenders.
Stripe patterns cover the doors.
Plaid shirts were worn by the crew.
Affirm the order before noon.
Outreach to neighbours began late.
Clay soils slow the digging.
Gamma rays flip bits in memory.
Hexagon tiles cover the yard.
Fractal patterns appear in the traffic.
Proton beams need magnets.
Positron emission was measured.
Quanta of energy are tiny.
Credo and creed are cousins.
Coherent light travels through the fibre.
Lumen counts are given on the box.
Cipher suites were updated.
Hyperbolic claims are common at fairs.
Replicate the result before you publish.
Turing machines are abstract.
The Turing Award went to three pioneers.
Benchmark results were mixed.
Conviction grew that prices would fall.
Vanguard troops crossed the river.
Citadel walls still stand above the town.
Apollo 11 landed on the moon.
The Apollo program ran for years.
Sequoia trees grow slowly.
Fortune favours the bold.
Nature abhors a vacuum.
Mint leaves decorate the plate.
Protocol changes broke the old clients.
Deadline pressure rose.
Quartz crystals keep time.
Billboard prices doubled.
Variety is the spice of life.
Inflection points are hard to see.
Cognition in animals is studied here.
Abridge the report before you print it.
Whisper it softly.
Spellbook pages were scanned.
Handshake protocols differ.
Epoch 3 of the run took a day.
Falcon 9 rockets lift the satellites.
The information was sent late.
The register of owners is public.
Fast company growth brought trouble.
Rest of world sales were flat.
Business insider trading was alleged.
It is a mixture-of-experts Transformer.
The Transformer architecture is now used everywhere.
A Transformer needs much memory.
Transformer models grew quickly.
The Transformer hummed behind the substation.
""".strip().splitlines()

NAMING = [
    ("Scale raised $1 billion from Meta.", "Scale", "Scale AI"),
    ("Meta bought half of Scale for $14 billion.", "Scale", "Scale AI"),
    ("Scale, Surge AI and Mercor label data.", "Scale", "Scale AI"),
    ("Figure, a maker of humanoid robots, has 300 staff.", "Figure", "Figure AI"),
    ("Investors value Figure at $39 billion.", "Figure", "Figure AI"),
    ("The firm rents chips from Lambda.", "Lambda", "Lambda"),
    ("Lambda asks $2.49 an hour.", "Lambda", "Lambda"),
    ("Lambda has 25,000 customers.", "Lambda", "Lambda"),
    ("Lambda Labs grew. Lambda hopes to list.", "Lambda", "Lambda"),
    ("Together raised $305 million.", "Together", "Together AI"),
    ("It hosts models on Modal.", "Modal", "Modal"),
    ("Harvey, a legal start-up, hired 200 lawyers.", "Harvey", "Harvey"),
    ("Law firms pay for Harvey.", "Harvey", "Harvey"),
    ("Sequoia led a round in Harvey.", "Harvey", "Harvey"),
    ("Sierra CEO Bret Taylor spoke.", "Sierra", "Sierra"),
    ("Sierra's valuation reached $10 billion.", "Sierra", "Sierra"),
    ("Glean said its sales doubled.", "Glean", "Glean"),
    ("Runway raised $308 million.", "Runway", "Runway"),
    ("Studios signed with Runway.", "Runway", "Runway"),
    ("Writer was valued at $1.9 billion.", "Writer", "Writer"),
    ("The start-up Writer sells software.", "Writer", "Writer"),
    ("Snap said users rose.", "Snap", "Snap"),
    ("Shares of Snap fell.", "Snap", "Snap"),
    ("Uber and Apple met.", "Uber", "Uber"),
    ("Apple is worth $3 trillion.", "Apple", "Apple"),
    ("Vantage announced a campus in Texas.", "Vantage", "Vantage Data Centers"),
    ("The site belongs to Switch.", "Switch", "Switch"),
    ("The plant will serve Constellation.", "Constellation", "Constellation Energy"),
    ("Equinix bid against Aligned.", "Aligned", "Aligned Data Centers"),
    ("CoreWeave rents Helios from Galaxy.", "Galaxy", "Galaxy Digital"),
    ("Stockholm-based Lovable is growing.", "Lovable", "Lovable"),
    ("Anysphere trained Composer on its own cluster.", "Composer", "Composer"),
    ("The Composer model writes code.", "Composer", "Composer"),
    ("Cognition sells Devin to banks.", "Devin", "Devin"),
    ("Amazon priced Nova below its rivals.", "Nova", "Nova"),
    ("IBM opened Granite to all.", "Granite", "Granite"),
    ("Microsoft tuned Orca on answers of GPT-4.", "Orca", "Orca"),
    ("Upstage trained Solar in Seoul.", "Solar", "Solar Open"),
    ("Snowflake spent $2 million on Arctic.", "Arctic", "Arctic"),
    ("Cohere rents out Command by the token.", "Command", "Command"),
    ("OpenAI and Whisper users cheered.", "Whisper", "Whisper"),
    ("Block, a payments company, cut staff.", "Block", "Block"),
    ("Target reported sales of $26 billion.", "Target", "Target"),
    ("Visa and Stripe said the pilot worked.", "Stripe", "Stripe"),
    ("Benchmark led the round in Manus.", "Benchmark", "Benchmark"),
    ("Fortune put the price at $10 million.", "Fortune", "Fortune"),
    ("Epoch estimates the cost at $40 million.", "Epoch", "Epoch AI"),
    ("Slack said so.", "Slack", "Slack"),
    ("The work moved to Zoom.", "Zoom", "Zoom"),
    ("Perplexity has 22 million users.", "Perplexity", "Perplexity"),
    ("The Alps supercomputer has 10,752 chips.", "Alps", "Alps"),
    ("It pays Intel. Scale raised $1 billion.", "Scale", "Scale AI"),
    ("EY said the market would double.", "EY", "EY"),
    ("HP expects sales of $14 billion.", "HP", "HP"),
    ("The Information reported it first.", "The Information", "The Information"),
    (
        "The original Transformer cost $900; the paper, Attention Is All You Need, is short.",
        "Transformer",
        "Transformer",
    ),
    ("The Transformer of 2017 would cost $930.", "Transformer", "Transformer"),
]


@pytest.mark.parametrize("text", ORDINARY)
def test_an_everyday_word_names_nothing(text):
    assert [m for m in meant(text) if m[1] not in ("Nintendo",)] == []


@pytest.mark.parametrize(("text", "surface", "name"), NAMING)
def test_in_a_naming_position_it_is_a_name(text, surface, name):
    assert any(surface in words and meaning == name for words, meaning in meant(text))


def test_a_heading_in_capitals_proves_nothing_but_its_text_does():
    heading = "# How Solar and Scale Change the Runway Ahead\n\n"

    assert meant(heading + "Prices fell.") == []
    assert ("Scale", "Scale AI") in meant("# Why Scale Matters Now\n\nScale AI raised money.")


def test_rows_beside_names_are_names():
    table = "| Cloud | Price |\n|---|---|\n| CoreWeave | $4.25 |\n| Lambda | $2.49 |\n"

    assert ("Lambda", "Lambda") in meant(table)
    assert meant("| Item | Cost |\n|---|---|\n| Solar | $40 |\n| Scale | $20 |\n") == []


def test_somebody_of_that_name_keeps_it():
    assert ("Harvey", "Harvey") not in meant("Dr Harvey spoke. Nurses trust Harvey.")


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        (
            "Michael Intrator runs CoreWeave. Intrator hired more staff.",
            "Intrator",
            "Michael Intrator",
        ),
        ("Liang Wenfeng rarely speaks. Liang studied in Hangzhou.", "Liang", "Liang Wenfeng"),
        ("Lee Jae-yong met Sam Altman. Lee offered memory.", "Lee", "Lee Jae-yong"),
        ("Lisa Su leads AMD, and Su expects more.", "Su", "Lisa Su"),
    ],
)
def test_a_person_named_whole_is_known_by_the_family_name(text, surface, name):
    assert (surface, name) in meant(text)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("Intrator spoke before anyone had named him.", "Intrator"),
        ("Andy Power is the boss. Power is scarce.", "Power"),
        ("Michael Intrator left. Jo Intrator stayed.", "Jo Intrator"),
        ("Mike Sicilia moved. Sicilia Bay is far.", "Sicilia"),
        ("Josh Shapiro met Josh Kushner and Jared Kushner.", "Kushner"),
    ],
)
def test_a_family_name_is_not_taken_for_another(text, surface):
    assert surface not in [words for words, _ in meant(text)]
