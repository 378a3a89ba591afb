"""Articles' words are shown as a reader would see them; what is stored keeps every mark."""

import pytest

from newsfigures.plain import pieces, plain

MARKS = [
    pytest.param(r"a bill that says \$2.", "a bill that says $2.", id="escape"),
    pytest.param(r"2 \* 3 \*", "2 * 3 *", id="what is escaped is no mark"),
    pytest.param("at **$1.70 per GPU-hour**.", "at $1.70 per GPU-hour.", id="bold"),
    pytest.param("Alphabet** now guides", "Alphabet now guides", id="half a pair"),
    pytest.param("*The Register* and _Nature_ say", "The Register and Nature say", id="italics"),
    pytest.param("a * b, 3*4, max_tokens, 2 * $5", "a * b, 3*4, max_tokens, 2 * $5", id="no marks"),
    pytest.param("## Costs rose", "Costs rose", id="heading"),
    pytest.param("rank #1, C# and F#", "rank #1, C# and F#", id="no heading"),
    pytest.param("a [report](https://a.example/x_(1)) [2]", "a report [2]", id="link"),
    pytest.param("![A chart](c.png) of it[^4]", "A chart of it", id="picture and note"),
    pytest.param("[sic] (sic)", "[sic] (sic)", id="brackets"),
    pytest.param("<td>456B</td><td>&ndash;</td>", "456B | –", id="cells"),
    pytest.param("3.7 × 10<sup>24</sup> FLOP", "3.7 × 10^24 FLOP", id="power"),
    pytest.param("one<br>two", "one two", id="line"),
    pytest.param("<script>x</script> <€20m", "<script>x</script> <€20m", id="shown, not hidden"),
    pytest.param("AT&T &amp; R&D; &nosuch;", "AT&T & R&D; &nosuch;", id="entities"),
]


@pytest.mark.parametrize(("stored", "seen"), MARKS)
def test_marks_are_not_shown(stored, seen):
    assert plain(stored) == seen


@pytest.mark.parametrize("stored", [case.values[0] for case in MARKS])
def test_a_text_in_pieces_is_the_text(stored):
    """Wherever it is cut, no letter is shown twice and none is lost."""
    whole = pieces(stored)[0]

    for at in range(len(stored) + 1):
        assert "".join(pieces(stored, at)) == whole
