"""Compute: quantities read across, chips by company in either unit, sums that fit or do not."""

from tests.apps import charts, page, rows_of, words


def tables(app, column):
    return [frame.value for frame in app.dataframe if column in frame.value]


def test_rows_are_models_and_sites_or_companies_as_the_address_says(full):
    app = page("compute", compute_by="company", compute_coverage="true").run()

    assert not app.exception
    assert app.segmented_control(key="compute_by").value == "company"
    assert "Company" in tables(app, "GPU hours")[0]
    by_site = page("compute", compute_coverage="true").run()
    assert "Model or site" in tables(by_site, "GPU hours")[0]


def test_how_many_of_all_rows_are_drawn_is_said(full):
    assert "12 of " in words(page("compute").run())
    assert "those of which most quantities" not in words(
        page("compute", compute_every="true").run()
    )


def test_equivalents_come_from_the_address_and_say_what_has_no_conversion(full):
    app = page("compute", compute_chips_unit="H100-equivalents").run()

    assert not app.exception
    assert "H100-equivalents, by peak speed" in words(app)
    assert "no conversion for" in words(app)
    assert "only shown in chips" in words(app)


def test_the_conversion_is_shown_with_its_source(full):
    app = page("compute", compute_conversions="true").run()
    (table,) = tables(app, "Worth in H100")

    assert table.set_index("Chip").loc["H100", "Worth in H100"] == 1
    assert table["Source"].str.startswith("https://").all()


def test_counts_stay_as_written_in_the_table(full):
    counted = rows_of("compute", "compute_chips", compute_chips_unit="H100-equivalents")

    assert "Metric" not in counted
    assert (counted["Figure"] == "about 500K chips").any()


def test_each_kind_of_sum_is_checked_and_the_off_ones_are_marked(full):
    (sums,) = tables(page("compute", compute_sums_all="true").run(), "Verdict")

    assert set(sums["Set against"]) == {"Training cost", "GPU hours", "Power"}
    off = sums[sums["Verdict"].str.startswith("⚠")]
    assert off["Verdict"].str.contains("times apart").all()
    assert len(off)


def test_all_sums_come_from_the_address(full):
    few = page("compute").run()
    assert "sums drawn, those furthest apart first" in words(few)
    option = few.segmented_control(key="compute_fits_show").options[1]

    every = page("compute", compute_fits_show=option).run()
    assert not every.exception
    assert "sums drawn, those furthest apart first" not in words(every)


def test_equivalents_are_on_no_axis_of_chips(full):
    app = page("compute", compute_names="Google").run()

    drawn = rows_of("compute", "compute_quantities", compute_names="Google")
    assert not drawn["Subject"].str.contains("H100 equivalents").any()
    assert "stated in H100-equivalents, not in chips; not drawn among them" in words(app)


def test_names_without_a_sum_are_told_who_has_one(full):
    assert "sums about " in words(page("compute", compute_names="Google").run())


def test_an_empty_chart_names_the_nearest_there_is(empty):
    app = page("compute", compute_origins="From articles").run()

    assert not app.exception
    assert "figures of any origin" in words(app)


def test_without_articles_the_reference_data_still_answer(empty):
    app = page("compute").run()

    assert not app.exception
    assert len(charts(app)) == 4
