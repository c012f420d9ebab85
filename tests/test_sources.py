"""Which files are taken, and what does a sources.csv say of them?"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from pipeline.sources import Source, SourcesError, find_files, source_of


def touch(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return paths


def test_folders_are_searched_to_the_bottom_and_each_file_is_taken_once(tmp_path: Path) -> None:
    a, b, c, *_ = touch(tmp_path, "a.pdf", "x/B.PDF", "x/y/c.pdf", ".hidden.pdf", ".git/d.pdf", "sources.csv")
    (note,) = touch(tmp_path, "x/note.docx")
    assert find_files([tmp_path / "x", tmp_path, a]) == ([a, b, c], [note])


def test_a_named_file_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    (note,) = touch(tmp_path, "note.txt")
    assert find_files([note, tmp_path]) == ([note], [])


def sources(folder: Path, text: str, encoding: str = "utf-8") -> None:
    (folder / "sources.csv").write_bytes(text.encode(encoding))


@pytest.mark.parametrize(
    "text",
    [
        "file,organisation,body,source_url,sample\nmøde.pdf,Vesterlund Kommune,Byrådet,https://a.example/1,1\n",
        "body;organisation;file;sample;source_url\r\nByrådet; Vesterlund Kommune ;MØDE.pdf;ja;https://a.example/1\r\n",
        '\ufeff"File","Organisation","Body","Source_url","Sample"\n*,X,Y,,\n'
        "møde.pdf,Vesterlund Kommune,Byrådet,https://a.example/1,true\n",
        "file,organisation,body,source_url,sample\nm*.pdf,Vesterlund Kommune,Byrådet,https://a.example/1,yes\n",
    ],
    ids=["commas", "semicolons", "the name before a pattern", "a pattern"],
)
def test_a_row_says_what_the_document_does_not(tmp_path: Path, text: str) -> None:
    sources(tmp_path, text)
    expected = Source("Vesterlund Kommune", "Byrådet", "https://a.example/1", sample=True)
    assert source_of(tmp_path / unicodedata.normalize("NFD", "møde.pdf")) == expected
    assert source_of(tmp_path / "møde.pdf") == expected


def test_empty_fields_and_missing_columns_say_nothing(tmp_path: Path) -> None:
    sources(tmp_path, "file,body\na.pdf,\n")
    assert source_of(tmp_path / "a.pdf") == source_of(tmp_path / "b.pdf") == Source()
    assert Source().fingerprint == ""
    assert Source(body="Byrådet").fingerprint != Source(organisation="Byrådet").fingerprint


@pytest.mark.parametrize(
    ("text", "encoding", "message"),
    [
        ("name,body\na.pdf,x\n", "utf-8", "the first row must name the columns: file, organisation"),
        ("file,boddy\na.pdf,x\n", "utf-8", "the first row must name the columns"),
        ("file,body\na.pdf,Byråd, stort\n", "utf-8", ":2: the row does not fit its columns"),
        ("file,body\n,Byrådet\n", "utf-8", ":2: the row does not fit its columns"),
        ("file,body\na.pdf,Byrådet\n", "latin-1", "not UTF-8"),
        ("", "utf-8", "the first row must name the columns"),
    ],
)
def test_a_file_that_cannot_be_understood_is_refused(tmp_path: Path, text: str, encoding: str, message: str) -> None:
    sources(tmp_path, text, encoding)
    with pytest.raises(SourcesError, match=message):
        source_of(tmp_path / "a.pdf")
