"""One file, many articles: mails with their threads, tables of articles, archives of anything."""

import json
from datetime import date
from email.message import EmailMessage

import pytest

from newsfigures import apart, intake
from newsfigures.errors import InputError
from newsfigures.looking import File
from newsfigures.reading import quoting, read
from tests.hostile import packed, pdf

COST = "OpenAI spent $100 million to train GPT-4, it said on Monday."
REVENUE = "Anthropic had revenue of $3 billion in 2024, it said."


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    monkeypatch.setattr(apart, "call", apart.here)


def looks(data, name="news.zip", **given):
    return list(intake.looks(File(name=name, data=data, **given)))


def told(found):
    """What became of each part: its name, and its title or why it was refused."""
    return [(each.result.name, each.result.title or each.result.reason) for each in found]


def mail(text=COST, html=None, **attached):
    message = EmailMessage()
    message["From"] = "Ada Writer <ada@example.com>"
    message["To"] = "desk@example.com"
    message["Subject"] = "Fwd: What GPT-4 cost"
    message["Date"] = "Mon, 27 Jan 2025 10:00:00 +0000"
    message["Message-ID"] = "<1@example.com>"
    if text:
        message.set_content(text)
    if html:
        if text:
            message.add_alternative(html, subtype="html")
        else:
            message.set_content(html, subtype="html")
    for name, data in attached.items():
        kind, _, ending = name.partition("_")
        sort = "image" if ending == "png" else "application"
        message.add_attachment(data, maintype=sort, subtype="x", filename=f"{kind}.{ending}")
    return message.as_bytes()


def test_mail_gives_its_words_and_what_its_header_says():
    [look] = looks(mail(), "mail.txt")
    article = look.found.article

    assert (article.title, article.author) == ("What GPT-4 cost", "Ada Writer")
    assert (article.published, article.media) == (date(2025, 1, 27), "e-mail")
    assert set(article.found_by.values()) == {"e-mail header"}
    assert article.text == f"{COST}\n"
    assert read(mail(), "mail.eml").text == f"{COST}\n"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "no-such-code"])
def test_mail_in_any_encoding(charset):
    words = "Café owners paid €5 million." if charset != "iso-8859-1" else "Cafés paid £5 million."
    code = "cp1252" if charset in ("windows-1252", "no-such-code") else charset
    head = f"From: a@b.c\nMessage-ID: <1>\nContent-Type: text/plain; charset={charset}\n"
    data = f"{head}Content-Transfer-Encoding: 8bit\n\n".encode() + words.encode(code)

    assert looks(data, "a.eml")[0].found.article.text.strip() == words


THREADS = {
    "marked by >": f"{REVENUE}\n\nOn Mon, Jan 27, 2025 at 10:00 AM Ada Writer <a@b.c>\nwrote:\n"
    + "".join(f"> {line}\n" for line in COST.split(", ")),
    "original message": f"{REVENUE}\n\n-----Original Message-----\nFrom: Ada Writer <a@b.c>\n"
    f"Sent: Monday, January 27, 2025 10:00 AM\nTo: Desk\nSubject: RE: GPT-4\n\n{COST}\n",
    "ruled off": f"{REVENUE}\n\n________________________________\nFrom: Ada Writer <a@b.c>\n"
    f"Date: 27 January 2025\nSubject: GPT-4\n\n{COST}\n-- \nAda Writer\n+1 555 0100\n",
    "forwarded": f"{REVENUE}\n\n---------- Forwarded message ---------\nFrom: Ada Writer <a@b.c>\n"
    f"Date: Mon, Jan 27, 2025 at 10:00 AM\nSubject: GPT-4\nTo: <d@e.f>\n\n\n{COST}\n",
}


@pytest.mark.parametrize("thread", THREADS.values(), ids=THREADS)
def test_quoted_thread_is_an_article_of_its_own(thread):
    own, quoted = looks(mail(thread), "mail.eml")

    assert own.result.name == "mail.eml"
    assert own.found.article.text == f"{REVENUE}\n"
    assert quoted.result.name == "mail.eml › quoted 1"
    assert (
        " ".join(quoted.found.article.text.replace(" it said", ", it said").split()).replace(
            ",,", ","
        )
        == COST
        or quoted.found.article.text.split() == COST.replace(",", "").split()
    )
    assert quoted.found.article.published == date(2025, 1, 27)
    assert quoted.found.article.author == "Ada Writer"


def test_answers_between_quoted_lines_are_the_writers_own():
    text = "> It cost $5.\nNo, $6.\n> It took a day.\nTwo days.\n"

    own, quoted = quoting.split(text)

    assert own.words.split() == ["No,", "$6.", "Two", "days."]
    assert quoted.words == "It cost $5.\nIt took a day."


def test_a_note_above_what_is_passed_on_is_no_article():
    thread = THREADS["forwarded"].replace(REVENUE, "FYI")

    [look] = looks(mail(thread), "mail.eml")

    assert look.result.name == "mail.eml › quoted 1"
    assert look.result.title == "GPT-4"


def test_mail_that_is_a_page_is_read_as_one():
    page = f"<html><body><p>{REVENUE}</p><div class='gmail_quote'><blockquote type='cite'><p>"
    page += f"{COST}</p></blockquote></div></body></html>"

    own, quoted = looks(mail("See the page.", page), "mail.eml")

    assert own.found.article.text.strip() == REVENUE
    assert quoted.found.article.text.strip().lstrip("> ") == COST


def test_what_is_attached_is_read_and_pictures_are_passed_over():
    data = mail(
        COST, report_pdf=pdf(REVENUE), logo_png=b"\x89PNG\r\n\x1a\n", tool_exe=b"MZ\x00\x01"
    )

    names = told(looks(data, "mail.eml"))

    assert [name for name, _ in names] == [
        "mail.eml", "mail.eml › report.pdf", "mail.eml › tool.exe",
    ]  # fmt: skip
    assert "a Windows program" in names[2][1]


TABLE = (
    'Headline;Date;Source;Link;Byline;Body\n'
    f'What it cost;27 January 2025;The Paper;https://example.com/a;Ada;"{COST}\n\nMore; yes."\n'
    f';2025-13-45;;;;"{REVENUE}"\n'
    ';;;;;\n'
    'Empty;2025-01-02;;;;\n'
    f'Much;;;;;"{REVENUE}";too;much\n'
    f'Last;;;javascript:alert(1);;"{REVENUE}"\n'
)  # fmt: skip


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_table_of_articles_says_which_row_is_wrong(sign):
    data = TABLE.replace("yes; ", "").replace("More; yes.", "More.").replace(";", sign)

    first, bad_day, empty, wide, last = sorted(
        looks(data.encode(), "a.txt"), key=lambda look: look.result.name
    )

    article = first.found.article
    assert (article.title, article.published, article.publisher, article.author) == (
        "What it cost", date(2025, 1, 27), "The Paper", "Ada",
    )  # fmt: skip
    assert article.url == "https://example.com/a"
    assert article.text.endswith("\n\nMore.")
    assert article.found_by["title"] == "column “Headline”"
    assert bad_day.result.name == "a.txt › row 3"
    assert "row 3: its date of publication reads '2025-13-45'" in bad_day.result.reason
    assert "row 5 has no words" in empty.result.reason
    assert "row 6 has 8 cells, the first row names 6" in wide.result.reason
    assert last.found.article.url is None


def test_table_without_a_column_of_words_is_refused_with_its_columns():
    [look] = looks(b"Company,Capex\nMeta,5\n", "capex.csv")

    assert "without a column of the articles' words" in look.result.reason
    assert "Company, Capex" in look.result.reason
    assert "Name the column with the words “text”" in look.result.remedy


def test_prose_with_commas_is_no_table():
    text = b"Text, title and date are what a table needs.\n" + COST.encode()

    assert [look.result.name for look in looks(text, "a.txt")] == ["a.txt"]


def test_json_lines_and_lists_of_articles():
    rows = [{"title": "A", "content": COST, "date": "2025-01-27"}, {"content": 5}, [1]]
    lines = "\n".join(json.dumps(row) for row in rows).encode() + b"\n{broken"

    by_line = {look.result.name: look for look in looks(lines, "a.jsonl")}
    by_item = {look.result.name: look for look in looks(json.dumps(rows).encode(), "a.json")}

    assert by_line["a.jsonl › line 1"].found.article.published == date(2025, 1, 27)
    assert by_item["a.json › item 1"].found.article.text == COST
    assert "line 2: its text is no text but '5'" in by_line["a.jsonl › line 2"].result.reason
    assert "line 3 is no JSON object" in by_line["a.jsonl › line 3"].result.reason
    assert "line 4 is no JSON object (Expecting" in by_line["a.jsonl › line 4"].result.reason


def test_archive_gives_an_article_for_each_file_by_what_is_in_it():
    inner = packed({"deep.md": f"# Deep\n\n{REVENUE}"})
    page = f"<!doctype html><html><head><title>Page</title></head><body><p>{COST}</p></body></html>"
    data = packed(
        {
            "a/page.txt": page, "b.md": f"# Heading\n\n{COST}", "__MACOSX/._b.md": b"\x00\x05",
            "more.zip": inner, "empty.txt": "", "../../up.txt": REVENUE, "c/.DS_Store": "x",
        }
    )  # fmt: skip

    found = {look.result.name: look for look in looks(data)}

    assert list(found) == [
        "news.zip › a/page.txt", "news.zip › b.md", "news.zip › more.zip › deep.md",
        "news.zip › empty.txt", "news.zip › ../../up.txt",
    ]  # fmt: skip
    assert found["news.zip › a/page.txt"].found.article.media == "html"
    assert found["news.zip › b.md"].result.title == "Heading"
    assert found["news.zip › empty.txt"].result.status == "refused"


def test_archives_deep_in_one_another_are_refused():
    data = packed({"a.txt": COST})
    for _ in range(9):
        data = packed({"in.zip": data})

    [look] = looks(data)

    assert "lies in more than 3 archives" in look.result.reason


def test_archive_of_too_many_files_and_of_none_are_refused():
    many = packed({f"{n}.txt": "" for n in range(1_001)})

    assert "1,001 parts; we unpack up to 105 MB in 1,000" in looks(many)[0].result.reason
    assert "an archive without files" in looks(packed({}))[0].result.reason


def test_locked_and_damaged_parts_are_told_and_the_others_read():
    data = bytearray(packed({"a.txt": COST, "b.txt": REVENUE}))
    locked = data.rindex(b"PK\x01\x02", 0, data.rindex(b"b.txt"))
    data[locked + 8] |= 1

    whole, refused = sorted(looks(bytes(data)), key=lambda look: look.result.name)

    assert whole.result.status == "ready"
    assert "“b.txt” is locked with a password" in refused.result.reason


def test_what_is_given_counts_for_each_part_but_no_title():
    data = packed({"a.txt": COST, "b.txt": REVENUE})

    found = looks(data, publisher="The Paper", title="One", published=date(2025, 1, 27))

    assert {look.found.article.publisher for look in found} == {"The Paper"}
    assert {look.result.published for look in found} == {date(2025, 1, 27)}
    assert "One" not in {look.result.title for look in found}


def test_one_article_cannot_be_read_from_a_file_of_several():
    with pytest.raises(InputError, match="holds 2 articles"):
        read(packed({"a.txt": COST, "b.txt": REVENUE}), "news.zip")


def test_pages_of_a_pdf_and_the_share_left_out_of_a_page_are_kept():
    menus = "<nav>" + "<a href='/'>Menu entry of some length</a> " * 40 + "</nav>"
    page = f"<!doctype html><html><body>{menus}<article><p>{COST}</p><p>{REVENUE * 4}</p></article>"

    [of_page] = looks(page.encode(), "a.html")
    [of_pdf] = looks(pdf(COST), "a.pdf")

    assert 0.6 < of_page.found.article.left_out < 0.9
    assert "of the page's words are menus" in of_page.result.notes[0]
    assert of_pdf.found.article.page_starts == (0,)
    assert of_pdf.result.notes == ("1 page.",)
