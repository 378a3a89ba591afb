"""
Words as people write them into a search box: several, in quotation marks, with a minus before.

Each word must stand in a figure's names, measure, unit, sentence, title or publisher, where it
begins a word; words in quotation marks as whole words in that order; those behind a minus must not
stand there. Upper and lower case are alike. queries/schema/fitting.sql does the same in the store.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsfigures.errors import InputError
from newsfigures.model import Span

# As many are looked for in queries/schema/fitting.sql.
MOST = 8
EXAMPLES = "deepseek H800 · “data centre” · Stargate -rumour"
_QUOTES = '"“”„«»'
_WORD = re.compile(rf"(-?)(?:[{_QUOTES}]([^{_QUOTES}]*)(?:[{_QUOTES}]|$)|(\S+))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word, or several in quotation marks (`whole`), as it was written."""

    text: str
    whole: bool = False

    @property
    def value(self) -> str:
        """Return it as queries/export.sql takes it: whole words in quotation marks."""
        return f'"{self.text}"' if self.whole else self.text

    @property
    def pattern(self) -> str:
        """Return an expression that finds it in a text of any case."""
        words = r"\s+".join(map(re.escape, self.text.split()))
        before = r"(?<![^\W_])" if self.text[0].isalnum() else ""
        after = r"(?![^\W_])" if self.whole and self.text[-1].isalnum() else ""
        return f"{before}{words}{after}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What is looked for: words that must stand in a figure, and words that must not."""

    words: tuple[Word, ...] = ()
    left_out: tuple[Word, ...] = ()

    @property
    def values(self) -> dict[str, object]:
        """Return it as the parameters of queries/export.sql."""
        return {
            "words": [word.value for word in self.words],
            "not_words": [word.value for word in self.left_out],
        }

    def said(self) -> str:
        """Say in one plain sentence how the words were understood, '' for none."""
        if not self.words and not self.left_out:
            return ""
        parts = [_listed(self.words, " and ")] if self.words else ["any figure"]
        if self.left_out:
            parts.append(f"without {_listed(self.left_out, ' and without ')}")
        return (
            f"Understood as: {', '.join(parts)}; in a name, measure, unit, sentence, title or "
            "publisher, in upper or lower case."
        )

    def spans(self, text: str) -> list[Span]:
        """
        Return where the words stand in a text, in order, those that touch as one.

            >>> [s.cut("Chips, chip-makers") for s in read("chip").spans("Chips, chip-makers")]
            ['Chip', 'chip']
        """
        if not self.words:
            return []
        any_of = re.compile("|".join(word.pattern for word in self.words), re.IGNORECASE)
        return [Span(*found.span()) for found in any_of.finditer(text)]


def _listed(words: Sequence[Word], joint: str) -> str:
    return joint.join(
        f"exactly “{word.text}”" if word.whole else f"“{word.text}” at the start of a word"
        for word in words
    )


def _words(text: str) -> Iterator[tuple[bool, Word]]:
    """Yield each word with whether it is to be left out."""
    for minus, phrase, bare in _WORD.findall(text):
        if bare:
            inner = re.sub(f"[{_QUOTES}]", "", bare)
            if inner.strip("-"):
                yield bool(minus), Word(text=inner)
        elif phrase.split():
            yield bool(minus), Word(text=" ".join(phrase.split()), whole=True)


def read(text: str) -> Sought:
    """
    Return what the words of a search box ask for.

        >>> read('deepseek "training cost" -H800').values
        {'words': ['deepseek', '"training cost"'], 'not_words': ['H800']}
        >>> read("$5.6 - “GPT-4").values
        {'words': ['$5.6', '"GPT-4"'], 'not_words': []}

    A quotation mark that is not closed holds to the end. Raises InputError for more than 8 words
    to find, or 8 to leave out.
    """
    found = list(dict.fromkeys(_words(text)))
    sought = Sought(
        words=tuple(word for minus, word in found if not minus),
        left_out=tuple(word for minus, word in found if minus),
    )
    if max(len(sought.words), len(sought.left_out)) > MOST:
        raise InputError(
            f"“{text.strip()}” has more than {MOST} words to look for. Take fewer, or put words "
            "that belong together in quotation marks."
        )
    return sought


def written(words: Sequence[str], not_words: Sequence[str]) -> str:
    """Return the parameters `words` and `not_words` of a query as one would write them."""
    return " ".join([*words, *(f"-{word}" for word in not_words)])
