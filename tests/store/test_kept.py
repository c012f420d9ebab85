"""Is what was read of a document kept privately, found again by the same code only, and gone when it is forgotten?"""

from __future__ import annotations

import stat
import zlib
from pathlib import Path

import pytest

from pipeline.errors import StorageError
from pipeline.store.kept import KeptPages, place_of


def open_kept(tmp_path: Path, extractor: str = "e", parser: str = "p") -> KeptPages:
    return KeptPages(tmp_path / "w.db", extractor, parser)


def test_what_is_kept_is_found_by_the_code_that_made_it(tmp_path: Path) -> None:
    kept = open_kept(tmp_path)
    kept.keep("a" * 64, "1", b"an answer", "enanswer")
    kept.keep_rules("r1", {"outcomes.jsonl": "rækker"})
    kept.close()
    assert stat.S_IMODE(place_of(tmp_path / "w.db").stat().st_mode) == 0o600
    kept = open_kept(tmp_path)
    packed, version = kept.answer("a" * 64) or (b"", "")
    assert (zlib.decompress(packed), version, kept.letters("a" * 64)) == (b"an answer", "1", "enanswer")
    assert kept.answer("b" * 64) is None
    assert kept.letters("b" * 64) is None
    assert kept.rules("r1") == {"outcomes.jsonl": "rækker"}
    assert kept.rules("r2") is None
    kept.raise_versions([("2", "a" * 64)])
    assert kept.answer("a" * 64) == (packed, "2")
    kept.close()
    other_parser = open_kept(tmp_path, parser="q")
    assert other_parser.answer("a" * 64) == (packed, "2")
    assert other_parser.letters("a" * 64) is None
    other_parser.close()
    other_extractor = open_kept(tmp_path, extractor="f")
    assert other_extractor.answer("a" * 64) is None
    other_extractor.close()


def test_what_another_parser_finds_the_same_is_kept_as_its_own(tmp_path: Path) -> None:
    kept = open_kept(tmp_path)
    kept.keep("a" * 64, "1", b"an answer", "enanswer", b"found")
    assert zlib.decompress(kept.findings("a" * 64)) == b"found"
    assert kept.findings("b" * 64) == b""
    kept.close()
    other = open_kept(tmp_path, parser="q")
    assert other.findings("a" * 64) == b""
    other.renew("a" * 64, "answeren", b"found otherwise")
    assert zlib.decompress(other.findings("a" * 64)) == b"found otherwise"
    assert other.letters("a" * 64) == "answeren"
    assert zlib.decompress((other.answer("a" * 64) or (b"", ""))[0]) == b"an answer"
    other.close()


def test_what_an_earlier_version_kept_has_no_findings_yet(tmp_path: Path) -> None:
    kept = open_kept(tmp_path)
    kept.db.execute("ALTER TABLE answers DROP COLUMN findings")
    kept.db.execute("INSERT INTO answers VALUES (?, '1', 'e', 'p', ?, ?)", ("a" * 64, b"answer", zlib.compress(b"x")))
    kept.close()
    kept = open_kept(tmp_path)
    assert (kept.findings("a" * 64), kept.letters("a" * 64)) == (b"", "x")
    kept.close()


def test_what_is_forgotten_leaves_no_byte(tmp_path: Path) -> None:
    kept = open_kept(tmp_path)
    secret = bytes(range(256)) * 40
    for name in "abc":
        kept.keep(name * 64, "1", secret, "hemmeligt")
    kept.commit()
    kept.forget("b" * 64)
    kept.close()
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"b" * 64 not in left
    assert b"a" * 64 in left


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    place_of(tmp_path / "w.db").write_bytes(b"no database at all" * 100)
    kept = open_kept(tmp_path)
    kept.keep("a" * 64, "1", b"answer", "answer")
    assert kept.answer("a" * 64) is not None
    kept.close()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    place_of(tmp_path / "w.db").mkdir()
    with pytest.raises(StorageError, match="kept"):
        open_kept(tmp_path)
