"""Is every answer bound, whatever the address and the format, and is a private site closed on each of them?"""

from __future__ import annotations

import asyncio
import base64
import logging
import time
from pathlib import Path

import httpx
import pytest
from small_archive import COUNCIL, COUNCIL_DOCUMENT, Client
from test_permission import LINKED, PAGES

from pipeline.site import shield
from pipeline.site.app import Site, make_datasette
from pipeline.site.gate import hash_password, read_users

TABLES = ("decisions", "agenda_items", "sections", "documents", "pages", "withheld", "policy", "decisions_full")
ADDRESSES = [
    *PAGES, *LINKED, "/referater", "/referater.json", "/robots.txt", "/nix", "/referater/nix", "/referater/ord",
    "/referater/ord.csv", "/referater.json?sql=select+1", "/-/versions.json", "/-/databases", "/-/static/app.css",
    *(f"/referater/{table}{ending}" for table in TABLES for ending in ("", ".json", ".csv", ".xlsx")),
    f"/referater/decisions/{COUNCIL}-p1-b1", f"/referater/decisions/{COUNCIL}-p1-b1.json",
    "/referater/decisions.json?_shape=array&_size=max", "/referater/decisions.csv?_stream=on", "/referater.db",
]  # fmt: skip
"""Every page of ours and every family of Datasette's."""
VARIANTS = [
    "/REFERATER/DECISIONS.json", "//referater/decisions", "/./referater", "/referater/../referater/decisions",
    "/%72eferater/decisions.json", "/referater/decisions%2ejson", "/referater/decisions.json/",
    "/referater;x/decisions",
    "/referater/decisions?_trace=1", "/referater/Decisions_FTS_data", "/referater/decisions_fts.json",
    "/referater/sqlite_master.json", "/referater/_sqlite_migrations", "/_internal", "/_internal/databases.json",
    "/referater/decisions.blob", f"/referater/decisions/{COUNCIL}-p1-b1.blob?_blob_column=text", "/-/metadata.json",
    "/-/actor.json", "/-/plugins.json", "/-/threads.json", "/-/settings.json", "/-/logout", "/-/auth-token?token=x",
    "/-/permissions", "/-/patterns", "/-/messages", "/-/allow-debug", "/-/../referater.db", "/-/static/../../app.py",
    "/-/static/%2e%2e/%2e%2e/app.py", "/-/static-plugins/referat/../app.py", "/-/static-plugins/referat/%2e%2e/app.py",
    "/-/static-plugins/../../etc/passwd", "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd",
    "/side/../../referater.db", f"/side/{COUNCIL_DOCUMENT}/../1.png", f"/side/{COUNCIL_DOCUMENT}/1.png%00.txt",
    f"/side/{COUNCIL_DOCUMENT}/99999.png", f"/side/{COUNCIL_DOCUMENT.upper()}/1.png", "/referater.pages/ab/abcd.png",
    "/referater.db?x=1", "/privacy.json", "/working.db", "/data/db/working.db", "/.env", "/.git/config", "/favicon.ico",
    "/referater/decisions.json?_where=1=1", "/referater/decisions?_labels=on", "/referater/decisions.json?_extra=_html",
]  # fmt: skip
"""Ways around: other cases, dots, encodings, Datasette's own pages and files of the machine."""
SECRETS = ("cykelsti", "Ole Hansen", "Byrådet godkendte", "Vandværket", "SQLite format", "root:", "import annotations")


async def ask(site: Site, address: str, **more: object) -> httpx.Response:
    """The address goes out as it is: a client would tidy its dots."""
    transport = httpx.ASGITransport(app=site, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        request = client.build_request("GET", "http://127.0.0.1/", **more)  # type: ignore[arg-type]
        path, _, query = address.partition("?")
        request.url = request.url.copy_with(raw_path=(path + (f"?{query}" if query else "")).encode())
        return await client.send(request)


@pytest.fixture(scope="module")
def public(snapshot: Path) -> Site:
    return Site(snapshot, public=True)


@pytest.mark.parametrize("address", [*ADDRESSES, *VARIANTS])
def test_every_answer_is_bound(public: Site, snapshot: Path, runner: asyncio.Runner, address: str) -> None:
    answer = runner.run(ask(public, address))
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert len(answer.headers.get_list("content-security-policy")) == 1
    assert answer.status_code < 500
    assert str(snapshot.parent) not in answer.text
    assert "/pipeline/" not in answer.text
    assert "Traceback" not in answer.text


@pytest.fixture(scope="module")
def private(snapshot: Path) -> Site:
    return Site(snapshot, public=True, users={"clerk": hash_password("rigtig hest")})


def sent(name: str, password: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


@pytest.mark.parametrize("address", [*ADDRESSES, *VARIANTS])
def test_nobody_reads_a_private_site_without_logging_in(private: Site, runner: asyncio.Runner, address: str) -> None:
    answer = runner.run(ask(private, address))
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic")
    assert not [secret for secret in SECRETS if secret in answer.text]
    assert len(answer.content) < 100


def test_the_probes_are_a_hundred() -> None:
    assert len(ADDRESSES) + len(VARIANTS) >= 100


@pytest.mark.parametrize(
    "headers",
    [
        sent("clerk", "forkert"), sent("nobody", "rigtig hest"), sent("", ""), sent("clerk", ""),
        {"authorization": "Basic !!"}, {"authorization": "Bearer x"}, {"authorization": ""},
        {"authorization": "Basic " + base64.b64encode(b"clerk").decode()}, {"cookie": "ds_actor=x"},
        {"x-forwarded-user": "clerk"}, {"authorization": "Basic " + "A" * 5000},
    ],
)  # fmt: skip
def test_wrong_passwords_open_nothing(private: Site, runner: asyncio.Runner, headers: dict[str, str]) -> None:
    assert runner.run(ask(private, "/", headers=headers)).status_code == 401


def test_the_right_password_opens_every_page_and_nothing_is_kept_by_proxies(
    private: Site, runner: asyncio.Runner
) -> None:
    for address in ("/", "/referater/decisions.json", f"/punkt/{COUNCIL}-p1"):
        answer = runner.run(ask(private, address, headers=sent("clerk", "rigtig hest")))
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "private, no-cache"
    assert runner.run(ask(private, "/-/healthz")).text == "ok"


def test_the_file_of_users_is_checked(tmp_path: Path) -> None:
    users = tmp_path / "users"
    users.write_text(f"# readers\nclerk:{hash_password('x')}\n")
    assert list(read_users(users)) == ["clerk"]
    for wrong in ("clerk:secret", "", "clerk", f"clerk:{hash_password('x')[:-1]}"):
        users.write_text(wrong)
        with pytest.raises(ValueError):
            read_users(users)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_the_site_is_only_read(snapshot: Path, runner: asyncio.Runner, method: str) -> None:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=Site(snapshot, public=True))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.request(method, "/referater/decisions")

    answer = runner.run(send())
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize("path", ["//elsewhere.dk/", "/\\elsewhere.dk/", "/\\\\elsewhere.dk/", "/%5Celsewhere.dk/"])
def test_no_address_sends_its_reader_to_another_site(public: Site, runner: asyncio.Runner, path: str) -> None:
    answer = runner.run(ask(public, path))
    assert answer.status_code == 302
    there = answer.headers["location"]
    assert there.startswith("/") and not there.startswith("//") and "\\" not in there


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("&".join(f"x{number}=1" for number in range(5000)), 400),
        ("&" * 5000, 400),
        ("&".join(["_facet=outcome"] * 9), 400),
        ("&".join(["%5ffacet_array=text", *["_facet_date=date"] * 8]), 400),
        ("&".join(["_facet=outcome"] * 8 + ["_facet_size=max"]), 200),
        ("&".join(["_facet=outcome", *(f"title__not={number}" for number in range(50))]), 200),
        ("&".join(["_facet=outcome"] * 8 + ["_facet_size=max"] + ["title__not=1"] * 46), 400),
        ("&".join(["_facet=outcome"] * 8 + ["_facet_size=9999"] + ["title__not=1"] * 46), 400),
        ("&".join(["_facet=outcome"] * 8 + ["_facet_size=100"] + ["title__not=1"] * 46), 200),
    ],
)
def test_no_address_asks_for_so_much_that_the_others_wait(
    public: Site, runner: asyncio.Runner, query: str, status: int
) -> None:
    begun = time.monotonic()
    assert runner.run(ask(public, f"/referater/decisions?{query}")).status_code == status
    assert time.monotonic() - begun < 2


def test_full_text_tables_are_closed(site: Client) -> None:
    for table in ("decisions_fts", "decisions_fts_data", "DECISIONS_FTS_data", "sections_fts_idx"):
        assert site.get(f"/referater/{table}").status_code in (403, 404)
    assert "_fts" not in site.page("/referater")
    assert site.get("/referater/decisions?_search=planerne").status_code == 200


def test_no_answer_is_larger_or_slower_than_allowed(
    snapshot: Path, runner: asyncio.Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shield, "LARGEST", 1000)
    client = Client(make_datasette(snapshot, public=False), runner)
    refused = client.get("/referater/sections.json")
    assert refused.status_code == 413 and "for stort" in refused.text
    for public, limit in ((True, "SLOWEST"), (False, "SLOWEST_OF_OWN")):
        monkeypatch.setattr(f"pipeline.site.{limit}", 0.0)
        late = Client(make_datasette(snapshot, public=public), runner).get("/referater/bodies.json")
        assert late.status_code == 503 and "for lang tid" in late.text


def test_a_query_cannot_make_gigabytes(site: Client) -> None:
    answer = site.get("/referater.json?_shape=array&sql=select+length(hex(randomblob(1000000000)))+as+n")
    assert answer.status_code == 400


def test_one_404_is_at_most_one_line_in_the_log(
    private: Site, runner: asyncio.Runner, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    capfd.readouterr()
    with caplog.at_level(logging.INFO, "referat"):
        runner.run(ask(private, "/punkt/131180-4321?q=131180-4321", headers=sent("clerk", "rigtig hest")))
    printed = capfd.readouterr()
    assert len([record for record in caplog.records if record.name.startswith("referat")]) <= 1
    assert not [record for record in caplog.records if record.name.startswith("referat") and "131180" in record.message]
    assert printed.out + printed.err == ""
