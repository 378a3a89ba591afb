"""What one query may take. docs/sql.md gives the same numbers to readers."""

from typing import Final

# The one table, with the columns of data/columns.toml.
TABLE: Final = "figures"
# Rows of an answer that are shown; a download has all of them.
ROWS: Final = 1_000
# Letters of one cell that are shown; a download has all of them.
LETTERS: Final = 2_000
COLUMNS: Final = 200
# Letters of a query: a link with it must still fit into the address line of a browser.
QUERY: Final = 8_000
# Seconds from the question to the last row; then the process is ended from outside.
SECONDS: Final = 10.0
# Bytes of a whole answer as CSV or JSON lines.
BYTES: Final = 200_000_000
# Megabytes: what DuckDB may hold, and what the process may address, libraries included.
MEMORY: Final = 512
ADDRESSED: Final = 1_536
# Queries that run at once; others wait for as long as one query may take.
ABREAST: Final = 2
