"""
An analyst without a browser: speaks with the app as its page does, over one websocket.

Streamlit's protocol: messages of `streamlit.proto`, those of the pinned version.
"""

import asyncio
import re
import time
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urljoin

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

# Kinds of elements that a reader can set, with what is looked at of each.
_KINDS = ("multiselect", "checkbox", "file_uploader", "button", "selectbox", "button_group")
# Seconds without a message after which nobody believes that one comes.
PATIENCE = 60
_KEY = re.compile(r"^\$\$ID-[0-9a-f]+-(.+)$")


@dataclass(slots=True)
class Ran:
    """What one run of a page came to: seconds on the clock, what was received, what went wrong."""

    seconds: float
    received: int  # bytes
    charts: int = 0
    wrong: list[str] = field(default_factory=list)


class Analyst:
    """One visit to the app at an address like http://127.0.0.1:8501."""

    def __init__(self, base: str, socket: ClientConnection) -> None:
        self.base = base
        self._socket = socket
        self._session = ""
        self._page = ""
        self._set: dict[str, WidgetState] = {}
        self.pages: dict[str, str] = {}
        self.widgets: dict[str, Any] = {}
        # Of widgets that redraw a part of the page alone: the part.
        self._parts: dict[str, str] = {}

    @classmethod
    async def come(cls, base: str) -> Self:
        """Open the app; the first page is not asked for yet."""
        address = f"{base.replace('http', 'ws', 1)}/_stcore/stream"
        socket = await connect(address, origin=base, max_size=None, ping_interval=None)
        return cls(base, socket)

    async def leave(self) -> None:
        """Close the visit."""
        await self._socket.close()

    async def open(self, page: str = "", query: str = "") -> Ran:
        """Go to a page by its name in the address, '' for the first; nothing is set on it yet."""
        self._page, self._set = self.pages.get(page, ""), {}
        return await self._run(query, name=page if not self._page else "")

    async def put(self, key: str, value: Any) -> Ran:
        """Set the widget with a key and let the page run."""
        one = self.widgets[key]
        state = WidgetState(id=one.id)
        if isinstance(value, bool):
            state.bool_value = value
        elif isinstance(value, list):
            state.string_array_value.data.extend(value)
        else:
            raise TypeError(f"{key} cannot be set to {value!r}.")
        self._set[key] = state
        return await self._run(part=self._parts.get(key, ""))

    async def press(self, key: str) -> Ran:
        """Press the button with a key."""
        state = WidgetState(id=self.widgets[key].id, trigger_value=True)
        return await self._run(more=[state])

    async def drop(self, key: str, name: str, data: bytes) -> Ran:
        """Drop a file on the uploader with a key."""
        begun = time.perf_counter()
        asked = BackMsg()
        asked.file_urls_request.request_id = name
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = self._session
        await self._socket.send(asked.SerializeToString())
        while True:
            told = await self._next()
            if told.WhichOneof("type") == "file_urls_response":
                break
        urls = told.file_urls_response.file_urls[0]
        async with httpx.AsyncClient(timeout=120) as client:
            # Streamlit takes a file only with the word that it gave the page in a cookie.
            await client.get(f"{self.base}/_stcore/health")
            word = client.cookies.get("_streamlit_xsrf", "")
            answer = await client.put(
                urljoin(self.base, urls.upload_url),
                files={"file": (name, data)},
                headers={"Origin": self.base, "X-Xsrftoken": word},
            )
        state = WidgetState(id=self.widgets[key].id)
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.name, info.size, info.file_id = name, len(data), urls.file_id
        info.file_urls.CopyFrom(urls)
        self._set[key] = state
        ran = await self._run()
        ran.seconds = time.perf_counter() - begun
        if answer.status_code >= 400:
            ran.wrong.append(f"The file was answered {answer.status_code}.")
        return ran

    async def _next(self) -> ForwardMsg:
        data = await asyncio.wait_for(self._socket.recv(), PATIENCE)
        if not isinstance(data, bytes):
            raise TypeError("The app sent words where a message was due.")
        told = ForwardMsg()
        told.ParseFromString(data)
        self._size = len(data)
        return told

    async def _run(self, query: str = "", name: str = "", more: Any = (), part: str = "") -> Ran:
        asked = BackMsg()
        run = asked.rerun_script
        run.fragment_id = part
        if not part:
            # All that is there is sent again.
            self.widgets, self._parts = {}, {}
        run.query_string, run.page_script_hash, run.page_name = query, self._page, name
        run.widget_states.widgets.extend([*self._set.values(), *more])
        run.context_info.timezone = "UTC"
        ran, begun = Ran(seconds=0, received=0), time.perf_counter()
        await self._socket.send(asked.SerializeToString())
        while True:
            told = await self._next()
            ran.received += self._size
            kind = told.WhichOneof("type")
            if kind == "new_session":
                self._session = told.new_session.initialize.session_id or self._session
                self._page = told.new_session.page_script_hash or self._page
            elif kind == "navigation":
                self.pages = {p.url_pathname: p.page_script_hash for p in told.navigation.app_pages}
            elif kind == "delta":
                self._see(told.delta, ran)
            elif kind == "script_finished":
                # One that was cut short by the next is followed by that.
                if told.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                if told.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    ran.wrong.append("The page did not compile.")
                break
        ran.seconds = time.perf_counter() - begun
        return ran

    def _see(self, delta: Any, ran: Ran) -> None:
        if delta.WhichOneof("type") != "new_element":
            return
        kind = delta.new_element.WhichOneof("type")
        element = getattr(delta.new_element, kind) if kind else None
        ran.charts += kind == "plotly_chart"
        if kind == "exception":
            ran.wrong.append(f"{element.type}: {element.message}")
        elif kind in _KINDS and (found := _KEY.match(element.id)):
            self.widgets[found[1]] = element
            self._parts[found[1]] = delta.fragment_id
