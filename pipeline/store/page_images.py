"""Which image the site shows of each page, named before it is rendered.

A name is made of all that the image depends on: the PDF, the page, what is covered on it and the renderer. So an image
is rendered once, a page that is covered anew gets another name, and an old name never shows what is covered today.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.page import Box
from pipeline.render import RENDERER

Place = tuple[str, int]  # document key, page
Covers = Mapping[Place, Sequence[Box] | None]
"""The boxes to paint over on a page; None for a page of which no image is shown."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One image to render: where the PDF was read, which page, what to cover and what to call it."""

    sha256: str
    path: str
    page: int
    cover: tuple[Box, ...]
    name: str


def document_paths(db: sqlite3.Connection) -> dict[str, str]:
    """Where the PDF of each document was read; to be asked before the copy forgets it."""
    return dict(db.execute("SELECT id, path FROM documents WHERE path IS NOT NULL"))


def name_images(db: sqlite3.Connection, paths: Mapping[str, str], covers: Covers) -> list[PageImage]:
    """Name the image of each page in the new column `pages.image`; gives what to render, newest meetings first.

    A page that is not shown has none, and so has one whose document was not read from a file.
    """
    db.execute("ALTER TABLE pages ADD COLUMN image TEXT")
    images: list[PageImage] = []
    named: list[tuple[str, str, int]] = []
    for document, sha256, page in db.execute(
        """SELECT documents.id, documents.sha256, pages.number FROM pages
        JOIN documents ON documents.id = pages.document_id
        LEFT JOIN (SELECT document_id, max(date) AS date FROM meeting_documents GROUP BY document_id) AS latest
            ON latest.document_id = documents.id
        ORDER BY latest.date DESC, documents.id, pages.number"""
    ):
        cover = covers.get((document, page), ())
        if cover is None or document not in paths:
            continue
        boxes = tuple(sorted(cover))
        about = json.dumps([RENDERER, sha256, page, boxes])
        name = hashlib.sha256(about.encode()).hexdigest()[:32]
        images.append(PageImage(sha256, paths[document], page, boxes, name))
        named.append((name, document, page))
    db.executemany("UPDATE pages SET image = ? WHERE document_id = ? AND number = ?", named)
    return images
