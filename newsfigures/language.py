"""
What language a text is in, told by its script and its function words. Pure; nothing is downloaded.

The rules of `extraction/` were written for English, so a text in another language is refused
before anything is read out of it. The verdict needs evidence *for* another language: lists of
figures, tables and odd English are let through.
"""

import re
import unicodedata
from collections import Counter
from functools import cache

# The language that articles are read as; one that cannot be told is taken for it.
READ = "English"

# Below this many words a text says too little about its language.
SHORTEST = 20
# Of every hundred words, how many are function words of the language: prose has 25 to 45.
_SURE = 0.10
_HARDLY = 0.03
_LONG = 80

# Frequent words that are no common words of English; words that two of these languages share
# (des, que, de) count for both, which is why the best share decides and not the first hit.
_FUNCTION_WORDS = {
    "English": "the of and to is that for it with as was on by at from this are be has have its "
    "which will said their more than but not an were would about been they who or if can",
    "German": "der das und ist nicht mit von für auf ein eine einen den dem des im zu sich auch "
    "wird werden als nach bei aus sind hat dass wie oder über einer noch nur durch",
    "French": "le la les des du et est une pour dans que qui sur au aux par ce cette plus ne pas "
    "avec sont ses mais ont été leur il elle nous vous selon",
    "Spanish": "el la los las del y en que es una por con para se su al como más pero sus este "
    "entre ha han sobre también según desde muy cuando",
    "Italian": "il lo la gli le di che è un una per con non del della dei delle nel nella sono ha "
    "si da anche più come ma dal alla questo secondo",
    "Portuguese": "o os as do da dos das em no na que é um uma para com não por mais como mas foi "
    "ao pela pelo são seu sua também segundo ser",
    "Dutch": "de het een van en niet dat op te zijn met voor die er aan ook als bij maar uit nog "
    "naar wordt worden heeft deze dan over hebben kan",
    "Swedish": "och att det som en på är av för med till den har inte om ett från vid kan också "
    "men sig var efter under mellan",
    "Danish or Norwegian": "og at det som en på er af av for med til den har ikke om et fra ved "
    "kan også men sig seg var efter etter mellem mellom",
    "Finnish": "ja on ei se että oli mutta myös kun niin ovat tai sen hän joka vain jo ole ollut "
    "mukaan kuin",
    "Polish": "i w na z się nie do jest to że o jak po od za przez ale dla są tym był oraz także "
    "które który może",
    "Czech": "a v na se je že s z do i to o jako za po by pro od ale jsou byl které který také "
    "podle jeho",
    "Hungarian": "a az és hogy nem is egy ez meg de van volt ki mint csak már azt szerint pedig "
    "még vagy után",
    "Romanian": "și în de la cu pe nu că este un o din care pentru mai sunt a au sau prin după "
    "fost ca lor",
    "Turkish": "ve bir bu da de için ile olarak daha çok olan gibi kadar sonra ancak göre en ise "
    "olduğunu değil",
    "Indonesian or Malay": "yang dan di untuk dengan pada dari ini itu dalam tidak akan adalah ke "
    "juga oleh telah lebih sebagai bahwa",
    "Vietnamese": "và của là có được cho các trong không một những với này đã người để khi từ "
    "đến sẽ",
}
# Single letters are labels and parts of names in any language (V3, "option a").
_SETS = {
    name: frozenset(word for word in words.split() if len(word) > 1)
    for name, words in _FUNCTION_WORDS.items()
}
# A verdict needs this many different function words: a table may repeat one name forty times.
_DIFFERENT = 4

# The first word of a letter's Unicode name, and the language its script stands for.
_SCRIPTS = {
    "CJK": "Chinese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "CYRILLIC": "a language written in Cyrillic (such as Russian or Ukrainian)",
    "ARABIC": "a language written in Arabic script (such as Arabic or Persian)",
    "HEBREW": "Hebrew",
    "GREEK": "Greek",
    "DEVANAGARI": "a language written in Devanagari (such as Hindi)",
    "THAI": "Thai",
    "BENGALI": "Bengali",
    "TAMIL": "Tamil",
}
_LETTERS_READ = 20_000
_WORDS_READ = 4_000
_MARKUP = re.compile(r"https?://\S+|<[^<>]*>|^---\n.*?\n---$", re.S | re.M)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ")[0].split("-")[0]


def _by_script(text: str) -> str | None:
    """Return the language when most letters are of a script that English does not use."""
    letters = [c for c in text[:_LETTERS_READ] if c.isalpha()]
    scripts = Counter(_script(c) for c in letters)
    scripts.pop("LATIN", None)
    foreign = sum(scripts.values())
    if foreign < SHORTEST or foreign * 2 < len(letters):
        return None
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > 0.1 * foreign:
        return "Japanese"
    return _SCRIPTS.get(scripts.most_common(1)[0][0], "a language that is not English")


def shares(words: list[str]) -> dict[str, float]:
    """Return for each language the share of words, 0 to 1, that are function words of it."""
    counts = Counter(word.lower() for word in words[:_WORDS_READ])
    found = {}
    for name, known in _SETS.items():
        hits = [counts[word] for word in known if word in counts]
        found[name] = sum(hits) / counts.total() if len(hits) >= _DIFFERENT else 0.0
    return found


def other_than_english(text: str) -> str | None:
    """
    Return the language a text looks to be in, or None when it is English or cannot be told.

    Under 20 words nothing can be told. A text of several languages counts as English when
    English has nearly the largest part.

        >>> other_than_english("Short.") is None
        True
    """
    prose = _MARKUP.sub(" ", text)
    if named := _by_script(prose):
        return named
    words = _WORD.findall(prose)
    if len(words) < SHORTEST:
        return None
    found = shares(words)
    english = found.pop(READ)
    best = max(found, key=lambda name: found[name])
    if found[best] >= _SURE and found[best] > 1.5 * english:
        return best
    lower = sum(word.islower() for word in words)
    is_prose = len(words) >= _LONG and lower > 0.6 * len(words)
    if is_prose and english < _HARDLY:
        return "a language that is not English"
    return None
