"""
Boxes of facts that came down to lines when their page became text.

An encyclopedia's box has a label and an amount, often with an arrow that says `Increase`. As text
they stand side by side (`Revenue Increase US$3 billion (2025)`) or one above the other. Here they
become `Revenue: US$3 billion (2025)`, which is read as such lines are (keyed.py).
"""

from newsfigures.extraction import patterns as re

_LABEL = (
    r"(?:(?:Total |Annual |Net |Operating |Gross |Latest |Last |Current |Estimated )?"
    r"(?:[Rr]evenues?|[Ii]ncome|[Pp]rofit|[Ll]oss|[Aa]ssets|[Ee]quity|[Ll]iabilities|AUM"
    r"|[Vv]aluation|[Ff]unding|[Rr]aised|[Hh]eadcount|[Ee]mployees|[Uu]sers|[Cc]ustomers)"
    r"|Market cap(?:italization|italisation)?|Number of (?:employees|users|customers|GPUs)"
    r"|(?:Total )?[Ff]unding raised|(?:Amount|Money) raised|Post-money valuation"
    r"|(?:Power|IT|Planned|Total|Design)? ?[Cc]apacity|(?:Power|IT) load"
    r"|(?:Project |Total )?[Cc]ost|Total investment|Team size)"
)
_ARROW = r"(?:(?:Negative |Positive )?(?:[Ii]ncrease|[Dd]ecrease)|Steady|[▲▼△▽↑↓🔺🔻])"
_AMOUNT = (
    r"(?:[~≈<>]\s?|c\. ?|about |around |over |more than |approx(?:imately|\.) )?[-(]?"
    r"(?:(?:US|HK|NT|CN|A|C|S|R)?[$€£¥₩₹]|(?:USD|EUR|GBP|CNY|RMB|CHF)\b)?[ ]?-?\d[\d.,]*"
    r"(?:-\d[\d.,]*)?\+?[ ]?(?:[kKMBT]n?|bn|mn|tn|thousand|million|billion|trillion)?\+?\)?"
    r"(?: (?:USD|EUR|MW|GW|[a-z]{3,12})){0,2}(?:[ ]?\([^()\n]{1,40}\))?[ ]*"
)
_LINE = re.compile(
    rf"(?m)^(?P<label>[ ]*{_LABEL})(?P<gap>[ ]+|[ ]*\n(?:[ ]*\n)?[ ]*)"
    rf"(?P<arrow>{_ARROW} ?)?(?P<amount>{_AMOUNT})$(?P<more>(?:\n[ ]*(?:{_ARROW} ?)?{_AMOUNT}$)*)"
)
# The lines of such a box that hold words: `Industry Semiconductors` is no firm's name.
_WORDS = re.compile(
    r"(?m)^(?P<label>[ ]*(?:Company type|Type|Industry|Founded|Founders?|Headquarters|Key people"
    r"|Products?|Services|Owners?|Parent|Website|Area served|Subsidiaries|Traded as|Predecessor"
    r"|Location|Status|Operators?|Developers?|Developed by|Initial release|License|Country))"
    r"(?P<gap> +)(?=[A-Z\d][^\n]{0,80}(?<![.!?])$)"
)
_NOT_A_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*$")
# A box's line once it is one.
_KEYED = re.compile(rf"[ ]*{_LABEL}:\s*{_AMOUNT}$")
# A line of a card, whatever it holds: `**Model type:** decoder`, `Hardware: 384 A100 GPUs`.
_CARD_LINE = re.compile(
    r"\s*(?:[*_]{2}[A-Z][^*_\n]{1,40}(?::[*_]{2}|[*_]{2}:)\s"
    r"|(?:(?:Compute|Training|Computing) )?(?:Infrastructure|Hardware|Software):\s"
    r"|(?:Developed|Funded|Shared|Trained|Released) by:\s|(?:Model|Licen[cs]e) type:\s)"
)


def is_card_line(raw: str) -> bool:
    """Say whether a line is one of a model's card, and no heading."""
    return _CARD_LINE.match(raw) is not None


# A label that is an item of a list, above the item that it is for.
_START = r"(?:[~≈<>]\s?)?[$€£¥]?\d"
_PAIR = re.compile(
    r"(?m)^(?P<label>[ ]*[-*•] [A-Z][\w &/-]{2,40}:)(?P<gap>[ ]*\n[ ]*[-*•] )"
    rf"(?={_START}[^\n]*(?:\n(?![ ]*[-*•] {_START})|\Z))"
)


def opened(clean: str) -> str:
    """
    Return a text with the lines of boxes as `label: amount`, of the same length.

        >>> opened("Revenue Increase US$3 billion (2025)")
        'Revenue:         US$3 billion (2025)'
        >>> opened("Revenue grew to US$3 billion")
        'Revenue grew to US$3 billion'
        >>> opened("- Revenue:\\n- $3 billion in May"), opened("- Bids:\\n- 3\\n- 4")
        ('- Revenue:   $3 billion in May', '- Bids:\\n- 3\\n- 4')
    """
    if ":" in clean:
        clean = _PAIR.sub(lambda m: m["label"] + " " * len(m["gap"]), clean)
    boxed = _LINE.sub(_open, clean)
    if boxed == clean:
        return clean
    return _WORDS.sub(lambda m: m["label"] + ":".ljust(len(m["gap"])), boxed)


def _open(match: re.Match[str]) -> str:
    if _NOT_A_YEAR.match(match["amount"]):
        return match[0]
    gap = ":".ljust(len(match["gap"]))
    arrow = " " * len(match["arrow"] or "")
    # Amounts below, each with a label of which only the arrow came down: nobody knows of what.
    more = "\n".join(" " * len(line) for line in match["more"].split("\n"))
    return f"{match['label']}{gap}{arrow}{match['amount']}{more}"


def is_line(words: str) -> bool:
    """Say whether a line is a box's: `Number of employees: 350 (2025)`."""
    return _KEYED.match(words) is not None
