"""Readable keys made of [a-z0-9-] that depend on what is printed, never on the order in which files arrive.

A meeting is `organisation-body-2023-08-30`, its third item adds `-p3`, that item's second decision `-b2`; sections
are `-s1`, recommendations `-i1`, votes `-a1`, attachments `-x1`, amounts `-k1`, tables `-t1`, attendances `-d1`.

Several documents may speak of the same meeting. The one that counts (see `pipeline.store.chain`) has the plain keys;
what any other says stands under `<meeting>-v<letters of its sha256>`. So a plain key always leads to what the meeting
is now known to have said. Personal numbers are covered before a key is made of a text.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from pipeline.privacy import mask

DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
LONGEST = 48


@lru_cache(maxsize=1 << 12)  # a document names few things often
def slug(text: str) -> str:
    """`text` in [a-z0-9-]: "Teknik- og Miljøudvalget" is `teknik-og-miljoeudvalget`. Long ones end in a hash."""
    open_text, _ = mask(unicodedata.normalize("NFC", text))
    folded = unicodedata.normalize("NFKD", open_text.casefold().translate(DANISH))
    found = "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in folded if not unicodedata.combining(c))))
    if len(found) <= LONGEST:
        return found
    return f"{found[:LONGEST].rpartition('-')[0] or found[:LONGEST]}-{letters(found)}"


def letters(content: str, length: int = 6) -> str:
    """A few letters of the hash of a content, to tell apart what would share a key."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def body_key(organisation: str | None, body: str | None) -> str | None:
    """The key of a body; its name may repeat the organisation's, which is not said twice. None without a name."""
    whole, part = slug(organisation or ""), slug(body or "")
    if not part:
        return None
    if part.endswith(f"-{whole}"):
        part = part[: -len(whole) - 1]
    return f"{whole}-{part}" if whole and part != whole else part


def meeting_key(organisation: str | None, body: str | None, date: str | None, sha256: str, position: int) -> str:
    """The key of a meeting. Documents share it when organisation, body and date are all known, else it is their own."""
    parts = [body_key(organisation, body) or slug(organisation or "") or "moede", date]
    key = "-".join(part for part in parts if part)
    if organisation and body_key(organisation, body) and date:
        return key
    return own_key(key, sha256, position)


def own_key(meeting: str, sha256: str, position: int) -> str:
    """A document's own key for what it says of a meeting; the second meeting in the same PDF has another."""
    return f"{meeting}-v{sha256[:8] if position == 1 else letters(f'{sha256} {position}', 8)}"


def distinct(keys: Iterable[tuple[str, str]]) -> list[str]:
    """One key for each (wanted key, content) of a document, in printed order.

    The first to want a key has it; the others add letters of their content, and their place if that is equal too.
    """
    taken: set[str] = set()
    found = []
    for place, (key, content) in enumerate(keys, 1):
        marked = f"{key}-{letters(content)}"
        name = next(name for name in (key, marked, f"{marked}-{place}") if name not in taken)
        taken.add(name)
        found.append(name)
    return found


def ordinals(prefix: str, texts: Sequence[str], before: Iterable[tuple[str, str]] = ()) -> list[str]:
    """Keys `<prefix>1`, `<prefix>2`, ... for texts in their order. `before` is (key, text) as stored last time.

    A text that was there keeps its key, though a better rule now finds another one in front of it; a new text whose
    number is taken gets letters of its content.
    """
    kept: dict[str, list[str]] = {}
    for key, text in before:
        kept.setdefault(text, []).append(key)
    known = [kept[text].pop(0) if kept.get(text) else None for text in texts]
    taken = {key for key in known if key}
    found = []
    for number, (known_key, text) in enumerate(zip(known, texts, strict=True), 1):
        plain = f"{prefix}{number}"
        marked = f"{plain}-{letters(text)}"
        key = known_key or next(name for name in (plain, marked, f"{marked}-{number}") if name not in taken)
        taken.add(key)
        found.append(key)
    return found
