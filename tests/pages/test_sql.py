"""The page SQL answers, draws and says what is wrong; everything is in its address."""

import json

from newsfigures.sandbox.examples import examples
from newsfigures.sandbox.limits import ROWS
from newsfigures.ui import sql_query
from tests.apps import charts, page, tables, words


def text(app):
    """Return the text of the query on the page."""
    return app.text_area(key="sql_text").value


def answer(app):
    """Return the rows that are shown, the table of columns aside."""
    found = [*tables(app)[1:], *(frame.value for frame in app.dataframe)]
    return found[0]


def test_it_opens_with_a_question_its_chart_and_its_rows(full):
    app = page("sql").run()
    first = sql_query.first()

    assert not app.exception
    assert text(app) == first.sql
    assert f"**{len(answer(app))} rows** in" in words(app)
    assert {first.chart["x"], first.chart["y"]} <= set(answer(app))
    assert len(charts(app)) == 1


def test_it_answers_from_reference_data_alone(empty):
    app = page("sql").run()

    assert not app.exception
    assert len(answer(app)) > 0


def test_each_question_to_begin_from_is_answered(full):
    app = page("sql").run()
    for name, example in examples().items():
        app.selectbox(key="sql_example").set_value(name).run()

        assert not app.exception
        assert not app.error
        assert text(app) == example.sql
        for parameter, value in example.values.items():
            assert app.text_input(key=f"sql_p_{parameter}").value == value
        assert len(charts(app)) == (1 if example.chart else 0), name
        assert len(answer(app)) > 0


def test_a_parameter_becomes_an_input_and_waits_for_its_value(full):
    sql = "SELECT count(*) AS n FROM figures WHERE company = $company"
    app = page("sql", sql_text=sql).run()
    assert "Give a value for $company" in words(app)
    app.text_input(key="sql_p_company").set_value("OpenAI").run()
    with full.cursor() as cursor:
        known = cursor.execute(sql.replace("figures", "claim"), {"company": "OpenAI"}).fetchone()

    assert not app.exception
    assert list(answer(app)["n"]) == [str(known[0])]


def test_an_answer_with_ids_opens_the_evidence(full):
    app = page("sql", sql_text="SELECT claim_id, subject FROM figures LIMIT 3").run()
    shown = answer(app)

    assert next(iter(shown)) == "Evidence"
    bodies = [element.proto.body for element in app.get("html")]
    assert all(any(f"fig={claim}" in body for body in bodies) for claim in shown["claim_id"])


def test_a_long_answer_says_how_many_rows_there_are(full):
    app = page("sql", sql_text="SELECT range AS n FROM range(5000)").run()

    assert not app.exception
    assert len(answer(app)) == ROWS
    assert "**5,000 rows**" in words(app)
    assert f"The first {ROWS:,} are shown; the download has all of them." in words(app)


def test_a_file_that_cannot_be_made_is_told_in_words(full):
    large = "SELECT repeat('x', 250_000) AS x FROM range(1_200)"
    app = page("sql", sql_text=large).run()
    app.button(key="sql_make").click().run()
    (said,) = (error.value for error in app.error)

    assert not app.exception
    assert said.startswith("There is no file: ")
    # Which limit is met first, of memory, size or time, is the machine's matter.
    assert any(limit in said for limit in ("512 MB", "200 MB", "10 seconds"))
    assert not app.get("download_button")


def test_a_long_answer_becomes_a_file_that_says_its_size(full):
    app = page("sql", sql_text="SELECT range AS n FROM range(5000)").run()
    app.button(key="sql_make").click().run()

    assert not app.exception
    assert [each.proto.label for each in app.get("download_button")] == ["Save the CSV (0.1 MB)"]


def test_no_row_is_said(full):
    app = page("sql", sql_text="SELECT * FROM figures WHERE value < 0 AND value > 0").run()

    assert not app.exception
    assert "No figure fits what is asked for" in words(app)


def test_what_is_wrong_is_shown_at_its_place_and_the_text_stays(full):
    sql = "SELECT subject,\n  valu\nFROM figures"
    app = page("sql", sql_text=sql).run()

    assert not app.exception
    assert "There is no column “valu”" in "".join(error.value for error in app.error)
    assert app.code[0].value == "  valu\n  ^"
    assert text(app) == sql


def test_a_refused_query_is_told_in_words(full):
    app = page("sql", sql_text="COPY figures TO 'x.csv'").run()

    assert not app.exception
    assert "COPY is not run here" in "".join(error.value for error in app.error)


def test_chart_of_other_columns_than_the_answer_has_is_none_of_its_choices(full):
    app = page(
        "sql", sql_text="SELECT metric, count(*) AS n FROM figures GROUP BY ALL",
        sql_kind="Bars", sql_x="nothing", sql_y="no_such_column",
    ).run()  # fmt: skip

    assert not app.exception
    assert app.selectbox(key="sql_y").value == "n"
    assert len(charts(app)) == 1


def test_words_of_articles_are_no_markup_in_table_and_chart(full):
    sql = "SELECT '<b onclick=1>x</b>' AS name, 3 AS n, 'f_1' AS claim_id"
    app = page("sql", sql_text=sql, sql_kind="Bars").run()
    drawn = json.loads(charts(app)[0].proto.spec)

    assert list(answer(app)["name"]) == ["<b onclick=1>x</b>"]
    assert "<b onclick" not in json.dumps(drawn["data"])
    assert drawn["layout"]["yaxis"]["ticktext"] == ["&lt;b onclick=1&gt;x&lt;/b&gt;"]
    assert drawn["data"][0]["customdata"][0][0] == "f_1"
