"""CPR numbers through ingest, publish, export and the site: is one left in any published byte?

    python benchmarks/canaries.py [NUMBER] [--ocr]

Prints what was planted and where a number was found. With `--ocr` (needs tesseract) the images are read back.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "privacy"))

from canaries import canaries, found_in, write_minutes

from pipeline.cli import run
from pipeline.site.app import Site
from pipeline.site.queries import named_queries


def main(number: int, ocr: bool) -> int:
    planted = list(canaries(number))
    numbers = frozenset(canary.digits for canary in planted)
    places = {canary.digits: f"{canary.place} ({canary.text})" for canary in planted}
    folder = Path(tempfile.mkdtemp(prefix="canaries-"))
    try:
        raw, working, out = folder / "raw", folder / "working.db", folder / "public" / "referater.db"
        paths = write_minutes(raw, planted)
        for index in range(0, len(paths), 5):  # some have one in their name too
            paths[index].rename(raw / f"{planted[index * 7 % len(planted)].text.replace('/', '_')}-{index}.pdf")
        (raw / f"{planted[0].text}-fejl.pdf").write_bytes(b"%PDF-1.4 broken")
        said, told = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(told):
            run(["ingest", str(raw), "--db", str(working)])
            logged = said.tell(), told.tell()
            published = run(["publish", "--db", str(working), "--out", str(out)])
            exported = run(["export", str(folder / "public" / "export"), "--db", str(out)])
        assert (published, exported) == (0, 0), told.getvalue()
        leaks: Counter[str] = Counter()
        files = [path for path in (folder / "public").rglob("*") if path.is_file()]
        for path in files:
            report(found_in(path.name, numbers), "file name", leaks, places)
            for name, part in unpacked(path.read_bytes()):
                report(found_in(part, numbers), path.name + name, leaks, places)
        report(found_in(said.getvalue()[logged[0] :] + told.getvalue()[logged[1] :], numbers), "log", leaks, places)
        pages = asyncio.run(crawl(out))
        for address, body in pages.items():
            for name, part in unpacked(body):
                report(found_in(part, numbers), address + name, leaks, places)
        images = sorted(out.with_suffix(".pages").rglob("*.png"))
        if ocr:
            for image in images:
                command = ["tesseract", str(image), "-", "--psm", "6", "-l", "dan"]
                text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
                report(found_in(text, numbers), f"image {image.name}", leaks, places)
        unmasked = found_in(working.read_bytes(), numbers)
        print(f"{len(planted)} numbers planted in {len(paths)} PDFs; the working database has {len(unmasked)} of them")
        print(
            f"looked in {len(files)} files, {len(pages)} answers of the site, the log" + f", {len(images)} images" * ocr
        )
        print(f"found: {sum(leaks.values())}")
        return 1 if leaks else 0
    finally:
        shutil.rmtree(folder)


def unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The bytes themselves, and where they are an archive (a workbook is one) what is packed in it, at any depth."""
    yield "", data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                for inner, part in unpacked(archive.read(name)):
                    yield f":{name}{inner}", part


def report(found: set[str], where: str, leaks: Counter[str], places: dict[str, str]) -> None:
    for digits in sorted(found):
        leaks[where] += 1
        print(f"  {where}: {places[digits]}")


PAGES = (
    "/", "/om", "/privatliv", "/soeg?q=borgeren", "/soeg.csv?q=borgeren", "/soeg.json?q=borgeren",
    "/soeg.atom?q=borgeren", "/beslutninger.atom", "/data", "/data/referater.zip", "/referater", "/kvalitet",
    "/diagrammer", "/spoergsmaal", "/referater/ord?ord=godkendt", "/referater/ord.csv?ord=godkendt&_stream=on",
    *(f"/referater/{name}{ending}" for name in named_queries() for ending in ("", ".json", ".csv", ".xlsx")),
)  # fmt: skip
ROUTES = {
    "meetings": ("moede",), "agenda_items": ("punkt", "vis"), "decisions": ("beslutning", "vis"), "bodies": ("organ",),
    "persons": ("person",), "cases": ("sag",),
}  # fmt: skip
"""The site's own pages of the rows of a table."""
CLIP = re.compile(r'href="(/udsnit/[^"]+)"')


async def crawl(snapshot: Path) -> dict[str, bytes]:
    """Every table and question in every format, the pages and images of some rows of each, and the site's own pages.

    An address that does not answer is an error: what is not there leaks nothing.
    """
    site = Site(snapshot, public=True)
    answers: dict[str, bytes] = {}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=site), base_url="http://127.0.0.1") as client:

        async def take(address: str) -> httpx.Response:
            answer = await client.get(address)
            assert answer.status_code == 200, f"{address}: {answer.status_code}"
            answers[address] = answer.content
            answers[f"{address} (headers)"] = str(answer.headers).encode()
            return answer

        for address in PAGES:
            await take(address)
        tables = (await take("/referater.json")).json()["tables"]
        for table in tables:
            for ending in (".json?_size=max&_shape=objects", ".csv?_stream=on", "?_size=50", ".xlsx?_size=max"):
                await take(f"/referater/{table['name']}{ending}")
        for table, routes in ROUTES.items():
            for row in (await take(f"/referater/{table}.json?_shape=array&_size=60")).json():
                for route in routes:
                    page = await take(f"/{route}/{row['id']}")
                    for piece in CLIP.findall(page.text):
                        await take(piece)
        for row in (await take("/referater/pages.json?_shape=array&_size=60")).json():
            await take(f"/side/{row['document_id']}/{row['number']}")
            if row["image"]:  # a page that could not be made has none
                await take(f"/side/{row['document_id']}/{row['number']}.png")
    assert any(address.startswith("/udsnit/") for address in answers)
    return answers


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    sys.exit(main(int(given[0]) if given else 1000, "--ocr" in sys.argv))
