"""
An e-mail (.eml): its own words, each message quoted below them, and what is attached.

Subject, sender and day come from the header. Of a mail in two forms the plain one is read, unless
it is a stub that points to the other. Pictures in the text are no articles and are passed over.
"""

import re
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.utils import parseaddr, parsedate_to_datetime

import lxml.html

from newsfigures.errors import BinaryInputError, EmptyInputError
from newsfigures.reading import html, quoting
from newsfigures.reading.details import Details
from newsfigures.reading.media import Media
from newsfigures.reading.parts import MOST_PARTS, Part, Unread

_ANSWER_TO = "//blockquote[@type='cite']|//*[contains(@class,'gmail_quote')]"
_IN_ANSWER = "ancestor::blockquote[@type='cite']|ancestor::*[contains(@class,'gmail_quote')]"
_MEDIA = Media.MAIL.value
_FEW_WORDS = 20
_FORWARDED = "message/rfc822"


def _known(message: EmailMessage) -> Details:
    known = Details()
    name, address = parseaddr(str(message.get("From", "")))
    sent = str(message.get("Date", ""))
    try:
        day = parsedate_to_datetime(sent).date() if sent else None
    except (ValueError, TypeError, IndexError, OverflowError):
        day = None
    known.learn(
        "e-mail header",
        title=quoting.plain_subject(str(message.get("Subject", ""))),
        published=day,
        author=name or address,
    )
    return known


def _decoded(part: EmailMessage) -> str:
    """Return the text of a part; one that names a wrong encoding is read as UTF-8 or Western."""
    raw = part.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    for encoding in (part.get_content_charset() or "utf-8", "utf-8", "cp1252"):
        try:
            return data.decode(encoding).replace("\r\n", "\n")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1").replace("\r\n", "\n")


def _flowed(part: EmailMessage, text: str) -> str:
    """Put lines together that were parted for the post only (RFC 3676: they end in a space)."""
    if part.get_param("format") != "flowed":
        return text
    return re.sub(r"(?<!^--)(?<!\n--) \n(?![>\n])", " ", text)


def _from_page(page: str, name: str) -> list[quoting.Message]:
    """Return the messages of a mail that is a page: its own words and each block it answers to."""
    tree = lxml.html.fromstring(page)
    # The blocks in a block are what it answers to in its turn; they stay in it.
    quoted = [each for each in tree.xpath(_ANSWER_TO) if not each.xpath(_IN_ANSWER)]
    older = [lxml.html.tostring(each, encoding="unicode", with_tail=False) for each in quoted]
    for each in quoted:
        each.drop_tree()
    found = []
    for piece in (lxml.html.tostring(tree, encoding="unicode"), *older):
        try:
            words = html.read(f"<html><body>{piece}</body></html>".encode(), name)[0].strip()
        except EmptyInputError:
            words = ""
        found.append(quoting.Message(words=words, known=Details()))
    return found


def _messages(message: EmailMessage, name: str) -> list[quoting.Message]:
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    text = _flowed(plain, _decoded(plain)) if isinstance(plain, EmailMessage) else ""
    if not isinstance(page, EmailMessage):
        return quoting.split(text)
    source = _decoded(page)
    words = len(re.sub(r"<[^>]*>", " ", source).split()) if source.strip() else 0
    if words and len(text.split()) < min(50, words / 2):
        return _from_page(source, name)
    return quoting.split(text)


def _says_something(words: str) -> bool:
    """Say whether a mail's own words are worth reading: “FYI” above what is passed on is not."""
    return len(words.split()) >= _FEW_WORDS or any(c.isdigit() for c in words)


def _parts(message: EmailMessage, name: str) -> list[Part | Unread]:
    known = _known(message)
    own, *quoted = _messages(message, name)
    found: list[Part | Unread] = []
    attached = [each for each in message.iter_attachments() if isinstance(each, EmailMessage)]
    if own.words and (_says_something(own.words) or not (quoted or attached)):
        found.append(Part(name="", words=f"{own.words}\n", media=_MEDIA, known=known))
    for number, each in enumerate(quoted, start=1):
        if each.words:
            learnt = each.known
            learnt.learn("subject of the e-mail around it", title=known.title)
            found.append(
                Part(name=f"quoted {number}", words=f"{each.words}\n", media=_MEDIA, known=learnt)
            )
    for number, part in enumerate(attached[:MOST_PARTS], start=1):
        if part.get_content_maintype() not in ("image", "audio", "video"):
            named = part.get_filename() or f"attached {number}"
            found.append(Part(name=named, data=_attached(part)))
    return found


def _attached(part: EmailMessage) -> bytes:
    if part.get_content_type() == _FORWARDED:
        inner = part.get_payload()
        forwarded = inner[0] if isinstance(inner, list) and inner else None
        return forwarded.as_bytes() if isinstance(forwarded, Message) else b""
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def read(data: bytes, name: str) -> list[Part | Unread]:
    """Return what an e-mail holds, the mail's own words first."""
    try:
        message = message_from_bytes(re.sub(rb"\AFrom [^\n]*\n", b"", data), policy=policy.default)
        found = _parts(message, name) if isinstance(message, EmailMessage) else []
    except (
        MessageError, ValueError, TypeError, KeyError, IndexError, AttributeError, LookupError,
        RecursionError, AssertionError,
    ) as error:  # fmt: skip
        # Broken mails make the library fail in any of these ways.
        raise BinaryInputError(
            f"“{name}” is a damaged e-mail ({type(error).__name__}). Open it in a mail program, "
            "copy its text and paste it."
        ) from error
    if not found:
        raise EmptyInputError(
            f"“{name}” is an e-mail without words (perhaps only pictures). Paste the article's "
            "words instead."
        )
    return found
