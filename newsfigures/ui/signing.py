"""
Signing in and out, and who a session is: Streamlit's own sign-in (OpenID Connect) with our roles.

Where no roles are set (NEWSFIGURES_ACCESS) nobody signs in, and a session is that of the one
person whose newsfigures this is.
"""

import logging

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from newsfigures import access
from newsfigures.access import OPERATOR, Action, Person, Role, rates, roles
from newsfigures.errors import AccessError
from newsfigures.ui import words

_log = logging.getLogger(__name__)

ROLELESS = (
    "A provider to sign in with is set ([auth] in secrets.toml), and no roles are: everybody would "
    "be an admin. Set NEWSFIGURES_ACCESS to a file of roles, or take [auth] out."
)


def find() -> Person:
    """Return who acts in this thread: whose session runs in it, in a server nobody without one."""
    session = get_script_run_ctx(suppress_warning=True)
    if session is None:
        return Person(role=Role.NOBODY) if runtime.exists() else OPERATOR
    there = roles.current()
    # One address may be many people; who signs in is counted by who they are.
    key = f"from {st.context.ip_address or session.session_id}"
    if there is None:
        if _can():
            raise AccessError(ROLELESS)
        return Person(role=Role.ADMIN, key=key)
    return there.person(st.user.to_dict(), key)


def begin() -> None:
    """Have every check ask who the session is; end the page where that cannot be told."""
    access.ask(find)
    try:
        access.current()
        rates.limits()
    except AccessError as error:
        _log.error("%s", error)
        st.error(access.BROKEN)
        st.stop()


def _can() -> bool:
    """Say whether a provider is set to sign in with."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def _buttons(key: str) -> None:
    there = roles.current()
    if there is None or not _can():
        return
    for name in there.providers or ("",):
        label = f"Sign in with {words.md(name.capitalize())}" if name else "Sign in"
        st.button(label, key=f"{key}_in_{name}", on_click=st.login, args=(name or None,))


def menu() -> None:
    """Show below the menu who is signed in, and the way in or out, where people sign in."""
    if roles.place() is None:
        return
    person = access.current()
    with st.sidebar, st.container(key="signing"):
        if person.name:
            st.caption(f"Signed in as {words.md(person.name)}, {person.role.word}.")
            st.button("Sign out", key="signing_out", on_click=st.logout)
        else:
            _buttons("signing")


def gate() -> None:
    """End the page, with words and the way in, for who may not read."""
    person = access.current()
    if access.allowed(person, Action.READ):
        return
    if person.name:
        st.title("No role here is yours yet")
        st.write(
            f"You are signed in as {words.md(person.name)}. Ask whoever runs this newsfigures for "
            "a role; it counts as soon as it is given."
        )
        st.stop()
    st.title("Sign in to read")
    there, claims = roles.current(), st.user.to_dict()
    if there and claims.get("is_logged_in") and there.is_over(claims):
        st.write(f"You signed in more than {there.hours:g} hours ago. Sign in again.")
    else:
        st.write("This newsfigures is for people who are signed in.")
    _buttons("gate")
    if not _can():
        st.caption("No way to sign in is set here; whoever runs this newsfigures can set one.")
    st.stop()
