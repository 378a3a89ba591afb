"""SQL: what do the figures say to a question of my own?"""

import streamlit as st

from newsfigures import ui
from newsfigures.errors import SqlError
from newsfigures.ui import sql_answer, sql_query

st.title("What else would you ask the figures?")

left, right = st.columns([3, 2], gap="medium")
with left:
    sql = sql_query.written()
    values = sql_query.values(sql)
    anew = st.button(
        "Run",
        type="primary",
        key="sql_run",
        help="Ctrl+Enter (⌘+Enter) in the text does the same.",
    )
with right:
    sql_query.columns()

if waiting := sql_query.waiting(values):
    st.info(ui.md(waiting))
    st.stop()
with ui.told():
    found = sql_answer.ask(sql, values, anew=anew)
if isinstance(found, SqlError):
    sql_query.wrong(found, sql)
else:
    sql_answer.show(found, sql, values)
