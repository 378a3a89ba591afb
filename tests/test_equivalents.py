"""Chips in H100-equivalents: converted only where one chip is named, and by its stated speed."""

import pytest

from newsfigures import catalog, equivalents


@pytest.mark.parametrize(
    ("hardware", "name"),
    [
        pytest.param("H100", "H100", id="its name"),
        pytest.param("NVIDIA H100 SXM5 80GB", "H100", id="a data sheet's name"),
        pytest.param("H100-80GB", "H100", id="an alias"),
        pytest.param("H100 PCIe", "H100 PCIe", id="the longest name wins"),
        pytest.param("NVIDIA A100 SXM4 40 GB", "A100 40GB", id="the size of the memory counts"),
        pytest.param("NVIDIA A100", "A100 80GB", id="without a size the common one"),
        pytest.param("Huawei Ascend 910B", "Ascend 910B", id="not the chip its name begins with"),
        pytest.param("Google TPU v4", "TPU v4", id="two words"),
        pytest.param("Google TPU v4,Google TPU v3", None, id="two chips are no one chip"),
        pytest.param("H100 and H200", None, id="nor are these"),
        pytest.param("H100, NVIDIA H100", "H100", id="the same chip twice is one"),
        pytest.param("Hopper", None, id="a generation is no chip"),
        pytest.param("Trainium", None, id="nor is a line of them"),
        pytest.param("H100-equivalent", None, id="an equivalent is no chip"),
        pytest.param("GPU", None, id="a kind of thing is no chip"),
        pytest.param("", None, id="nothing"),
        pytest.param(None, None, id="not stated"),
    ],
)
def test_one_chip_is_meant_or_none(hardware, name):
    found = equivalents.chip(hardware)

    assert (found and found.name) == name


def test_every_chip_is_found_by_its_own_name():
    names = [chip.name for chip in catalog.chips()]

    assert [equivalents.chip(name).name for name in names] == names


def test_a_chip_is_worth_its_speed_over_that_of_the_standard():
    flops = {chip.name: chip.bf16_flops for chip in catalog.chips()}

    assert equivalents.worth("H100") == 1
    assert equivalents.worth("TPU v4") == flops["TPU v4"] / flops["H100"]
    assert equivalents.worth("H100-equivalents") == 1
    assert equivalents.worth("Hopper mix") is None


def test_the_table_holds_each_chip_once_the_fastest_first():
    table = equivalents.table(["H800", "GB200", "NVIDIA GB200", "Hopper", None, "A100"])

    assert [chip.name for chip in table] == ["GB200", "H800", "A100 80GB"]


def test_each_stated_wattage_is_that_of_a_chip_and_most_are_known():
    watts = [chip.watts for chip in catalog.chips()]

    assert sum(w is None for w in watts) == 3
    assert all(50 <= w <= 2000 for w in watts if w is not None)
