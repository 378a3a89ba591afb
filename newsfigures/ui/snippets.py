"""How to read the figures on the screen from other tools; the tests run those they can."""

from collections.abc import Sequence
from urllib.parse import quote

ADDRESS = "/api/v1/figures"
# Tool -> what to type; {base} is the address of the app, {tail} the filters.
TOOLS: dict[str, str] = {
    "curl": """curl --fail --output figures.csv '{base}{ADDRESS}.csv{tail}'
# count and SHA-256 to check it by:
curl --fail '{base}{ADDRESS}.manifest.json{tail}'""",
    "pandas": """import pandas as pd

figures = pd.read_csv("{base}{ADDRESS}.csv{tail}"{dates})""",
    "DuckDB": """curl --fail --output figures.parquet '{base}{ADDRESS}.parquet{tail}'
duckdb -c "SELECT * FROM read_parquet('figures.parquet')" """,
    "R": """figures <- read.csv("{base}{ADDRESS}.csv{tail}", encoding = "UTF-8")""",
    "Excel Power Query": """let
    Source = Csv.Document(
        Web.Contents("{base}{ADDRESS}.csv{tail}"),
        [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]
    ),
    Figures = Table.PromoteHeaders(Source, [PromoteAllScalars = true])
in
    Figures""",
}


def written(tool: str, base: str, tail: str, only: Sequence[str] = ()) -> str:
    """
    Return what to type into a tool of TOOLS to read the figures of these filters.

    `only` are the columns that the filters name, none for all.

    Quotation marks in the filters are percent-encoded, so that they cannot end a text in it.
    """
    safe = quote(tail, safe="?&=%+,")
    dates = ', parse_dates=["published"]' if not only or "published" in only else ""
    text = TOOLS[tool].replace("{dates}", dates)
    return text.replace("{base}", base).replace("{ADDRESS}", ADDRESS).replace("{tail}", safe)
