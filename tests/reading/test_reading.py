"""Bytes become an article, or a refusal that says what is wrong and what to do."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsfigures import intake
from newsfigures.errors import (
    BinaryInputError,
    EmptyInputError,
    InputError,
    LanguageError,
    TooLargeError,
)
from newsfigures.reading import read, read_pasted, said_of
from newsfigures.reading.details import Details

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "data" / "samples").glob("*.md"))
SEED = ROOT / "tests" / "seed" / "000_05256ea266f6d66f.txt"
ENGLISH = "The company said that it had spent $5.6 million on the model, which is less than others."

FOREIGN = {
    "German": "Das Unternehmen hat nach eigenen Angaben 5,6 Millionen Dollar für das Training "
    "des Modells ausgegeben, und die Kosten sind damit deutlich niedriger als bei der "
    "Konkurrenz aus den USA, wie ein Sprecher am Montag mit Blick auf den Markt sagte.",
    "French": "L'entreprise a dépensé 5,6 millions de dollars pour entraîner le modèle, selon "
    "les analystes de la banque, ce qui est moins que les autres dans le secteur, et les "
    "investisseurs ont été surpris par cette annonce sur le marché.",
    "Spanish": "La empresa gastó 5,6 millones de dólares en el entrenamiento del modelo, según "
    "los analistas del banco, y el mercado de la inteligencia artificial podría superar un "
    "billón de dólares en los próximos diez años, como también dijo su director.",
    "Italian": "La società ha speso 5,6 milioni di dollari per il modello, che secondo gli "
    "analisti della banca è meno di quanto è stato speso dalle altre aziende del settore, "
    "anche se i costi non sono noti, come ha detto il direttore della ricerca.",
    "Dutch": "Het bedrijf heeft naar eigen zeggen 5,6 miljoen dollar aan het model uitgegeven, "
    "en dat is volgens de analisten van de bank veel minder dan wat andere bedrijven voor hun "
    "modellen hebben betaald, ook al zijn niet alle kosten bekend.",
    "Chinese": "深度求索公司表示,其最新模型的训练成本仅为五百六十万美元,远低于美国竞争对手的投入。"
    "分析人士认为,这一消息将对整个人工智能行业产生深远影响。",
    "Japanese": "ディープシークは、最新モデルの訓練費用がわずか五百六十万ドルだったと発表した。"
    "アナリストは、この発表が業界に大きな影響を与えると見ている。",
    "Korean": "딥시크는 최신 모델의 훈련 비용이 오백육십만 달러에 불과하다고 밝혔다. "
    "분석가들은 이 발표가 업계에 큰 영향을 미칠 것으로 보고 있다.",
    "Cyrillic": "Компания заявила, что обучение модели обошлось всего в пять миллионов долларов, "
    "что намного меньше, чем у конкурентов из Соединённых Штатов.",
    "Arabic": "قالت الشركة إن تدريب النموذج كلف خمسة ملايين دولار فقط وهو أقل بكثير مما أنفقه "
    "المنافسون في الولايات المتحدة",
}


def test_plain_text_is_kept_to_the_letter():
    data = SEED.read_bytes()

    article = read(data, SEED.name)

    assert article.text == data.decode("utf-8").replace("\r\n", "\n")
    assert (article.media, article.source) == ("text", SEED.name)
    assert article.published is None


@pytest.mark.parametrize("file", SAMPLES, ids=lambda f: f.stem)
def test_samples_keep_their_front_matter_and_name_their_date(file):
    article = read(file.read_bytes(), file.name)

    assert article.text == file.read_text(encoding="utf-8")
    assert article.media == "markdown"
    assert article.published is not None
    assert article.publisher == "Figures desk brief"
    assert article.found_by["published"] == "front matter"


def test_windows_line_ends_become_plain_ones_and_nothing_else_changes():
    text = "\ufeffOne\r\n\ttwo  \rthree\x0c\u00a0four\n\n"

    assert read(text.encode(), "a.txt").text == "One\n\ttwo  \rthree\x0c\u00a0four\n\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_other_encodings_give_the_same_words(encoding):
    text = "“It cost €5.6 million” – said the firm’s café."

    assert read(text.encode(encoding), "a.txt").text == text


def test_what_is_given_wins_over_what_the_file_says():
    data = b"---\ntitle: Old\npublished: 2020-01-01\npublisher: Them\n---\n\n# Heading\n\nWords.\n"

    article = read(data, "a.md", published=date(2025, 1, 27), title="New", publisher="Us")

    assert (article.title, article.published, article.publisher) == ("New", date(2025, 1, 27), "Us")
    assert set(article.found_by.values()) == {"given at upload"}


@pytest.mark.parametrize(
    ("text", "name", "title", "how"),
    [
        ("# The bill\n\nIt cost $5.\n", "a.md", "The bill", "first heading"),
        ("The bill\n\nIt cost $5.\n", "a.txt", "The bill", "first heading"),
        ("It cost $5. More words.\n", "a.txt", "It cost $5.", "first line"),
        ('---\ntitle: "What does \\"$6\\" mean?"\n---\nX.\n', "a.md", 'What does "$6" mean?',
         "front matter"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", "two-tables.md", "two-tables", "file name"),
    ],
)  # fmt: skip
def test_title_is_found_and_says_how(text, name, title, how):
    article = read(text.encode(), name)

    assert (article.title, article.found_by["title"]) == (title, how)


@pytest.mark.parametrize(
    ("text", "name", "published", "how"),
    [
        ("The bill\n\nPublished: January 27, 2025\n\nWords.", "a.txt", date(2025, 1, 27),
         "a line of the text"),
        ("The bill\nMon, 27 Jan 2025, 10:15 GMT\nWords.", "a.txt", date(2025, 1, 27),
         "a line of the text"),
        ("The bill came due.", "2025-01-27-bill.txt", date(2025, 1, 27), "file name"),
        ("It was on January 27, 2025 that the bill came due.", "a.txt", None, None),
        ("---\npublished: 2025-02-30\n---\nWords.", "a.md", None, None),
    ],
)  # fmt: skip
def test_date_is_taken_only_from_where_dates_of_publication_stand(text, name, published, how):
    article = read(text.encode(), name)

    assert article.published == published
    assert article.found_by.get("published") == how


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", b"\xff\xfe", b"---\n---\n"[:0]]
)
def test_nothing_is_refused(data):
    with pytest.raises(EmptyInputError, match=r"“a\.txt” (is empty|holds no words)"):
        read(data, "a.txt")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "a PNG picture"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "a JPEG picture"),
        (b"MZ\x90\x00\x03" + bytes(300), "a Windows program"),
        (b"\x7fELF\x02\x01\x01" + bytes(300), "a Linux program"),
        (b"\x1f\x8b\x08\x00" + bytes(range(200)), "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(300), "an old Office file"),
        (b"{\\rtf1\\ansi It cost 5 dollars.}", "RTF"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a WebP picture"),
        (b"SQLite format 3\x00" + bytes(100), "a SQLite database"),
        (b"It cost \x00 dollars", "zero byte"),
        (bytes(range(1, 32)) * 50, "control characters"),
        ("深度求索公司表示其最新模型的训练成本".encode("gbk") * 9, "no text we can read"),
        (b"PK\x03\x04" + bytes(range(256)), "cannot be unpacked"),
        (b"\xff\xfea\x00b", "UTF-16"),
    ],
)
def test_a_binary_renamed_to_txt_is_named(data, said):
    with pytest.raises(BinaryInputError, match=said) as caught:
        read(data, "article.txt")

    assert "“article.txt”" in str(caught.value)
    assert str(caught.value).endswith(".")


def test_text_that_starts_like_a_program_is_text():
    assert read(b"MZ is what Windows programs begin with. GIF8 too.", "a.txt").media == "text"


def test_twenty_megabytes_of_text_are_refused_with_the_limit():
    with pytest.raises(TooLargeError, match=r"is 20\.0 MB; we read text of up to 5 MB"):
        read(b"It cost $5.6 million. " * 909_091, "long.txt")


def test_a_large_program_renamed_to_txt_is_called_a_program():
    with pytest.raises(BinaryInputError, match="Windows program"):
        read(b"MZ" + bytes(20_000_000), "long.txt")


@pytest.mark.parametrize("spoken", FOREIGN)
def test_other_languages_are_refused_by_name(spoken):
    with pytest.raises(LanguageError, match=spoken):
        read(FOREIGN[spoken].encode(), "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Bonjour le monde.",
        ENGLISH * 3 + " „" + FOREIGN["German"] + "“ " + ENGLISH * 3,
        "| Modell | Parameter |\n|---|---|\n" + "| DeepSeek-V3 | 671B |\n" * 40,
        "Mistral Large\n" * 60,
    ],
)
def test_english_short_and_tabular_texts_pass(text):
    assert read(text.encode(), "a.md").text == text


def test_pasted_words_are_an_article():
    article = read_pasted("It cost $5.6 million.\r\n", said_of(date(2025, 1, 27), None, "Us", None))

    assert article.text == "It cost $5.6 million.\n"
    assert (article.source, article.title) == ("pasted text", "It cost $5.6 million.")
    assert article.article_id == read(b"It cost $5.6 million.\n", "b.txt").article_id


@pytest.mark.parametrize("text", ["", "  \n", "a\x00b", "half \ud800 character"])
def test_pasted_nonsense_is_refused(text):
    with pytest.raises(InputError):
        read_pasted(text, Details())


def test_a_script_address_is_no_address():
    data = b"---\nurl: javascript:alert(1)\n---\n\nWords.\n"

    assert read(data, "a.md").url is None


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes_give_an_article_or_a_refusal(data):
    try:
        article = read(data, "any.txt")
    except InputError as refusal:
        assert len(str(refusal)) > 20
    else:
        assert article.text.strip()
        assert article.title
        hashlib.sha256(article.text.encode())


@settings(max_examples=200)
@given(
    st.sampled_from(
        [b"%PDF-1.7\n", b"<html><body>", b"PK\x03\x04", b"\xff\xfe", b"---\ntitle: a\n"]
    ),
    st.binary(max_size=300),
)
def test_any_bytes_behind_a_true_beginning_give_an_article_or_a_refusal(start, data):
    try:
        assert read(start + data, "any.bin").text.strip()
    except InputError as refusal:
        assert "any.bin" in str(refusal)


@pytest.mark.parametrize(
    ("data", "text", "is_cut"),
    [
        ("It cost €5 million, a “bargain”".encode()[:-1], "It cost €5 million, a “bargain", True),
        (b"It cost \xe2\x82", "It cost ", True),
        ("\ufeffIt cost €5 million. 🙂".encode()[:-2], "It cost €5 million. ", True),
        ("It cost €5 million.".encode(), "It cost €5 million.", False),
        (b"It was paid at the caf\xe9", "It was paid at the café", False),
        ("It cost “€5 million".encode("cp1252"), "It cost “€5 million", False),
        (b"\xe2\x82 It cost $5 million.", "â‚ It cost $5 million.", False),
    ],
)
def test_utf8_whose_last_character_is_cut_is_read_with_a_notice(data, text, is_cut):
    found = read(data, "a.txt")

    assert found.text == text
    said = intake.notes(found.left_out, 0, found.found_by)
    assert bool(said) == is_cut
    assert all("ends in half a character" in each for each in said)
