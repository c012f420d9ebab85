"""Are rows and facets that are printed in one piece what a template would make of them, and are long cells cut?"""

from __future__ import annotations

import asyncio
import re
from html import unescape

import pytest
from markupsafe import Markup
from msgspec.structs import replace
from small_archive import WATER, Client, decision, publish

from pipeline.minutes import Outcome
from pipeline.site.app import make_datasette
from pipeline.site.printed import LONG, print_answer, print_values
from pipeline.site.question import Question
from pipeline.site.search import Facet, Value

LENGTHY = "Bestyrelsen besluttede <i>alt</i> & mere til. " + "Ord efter ord. " * 20
FACET = Facet("organ", "Organ", (Value("a&b", 'Råd "x" <b>', 1234, False), Value("c", "C", 1, True)))


@pytest.fixture(scope="module")
def wordy(tmp_path_factory: pytest.TempPathFactory, runner: asyncio.Runner) -> Client:
    """An archive with one decision that takes many lines."""
    items = (replace(WATER, decisions=(decision(LENGTHY.strip(), Outcome.DECIDED),)),)
    return Client(make_datasette(publish(tmp_path_factory.mktemp("wordy"), items), public=True), runner)


@pytest.mark.parametrize("address", ["/referater/decisions", "/referater/ord?ord="])
def test_a_long_text_is_cut_and_can_be_seen(wordy: Client, site: Client, address: str) -> None:
    page = wordy.page(address)
    assert 'type="checkbox" id="hele-teksten"' in page and 'for="hele-teksten"' in page
    (cell,) = re.findall(
        r'<td class="col-(?:text|beslutning)[^>]*><div>(?:<a [^>]*>)?(Best.*?)(?:</a>)?</div></td>', page
    )
    assert "<i>" not in cell and unescape(cell) == LENGTHY.strip()
    assert "hele-teksten" not in site.page(address)
    shown = re.findall(r"<td[^>]*>(.*?)</td>", site.page(address))
    assert shown and not [cell for cell in shown if (len(cell) > LONG + len("<div></div>")) != cell.startswith("<div>")]


def test_the_page_of_a_row_has_all_of_it(wordy: Client) -> None:
    page = wordy.page("/referater/decisions")
    (key,) = re.findall(r'href="(/referater/decisions/vandv[^"?]+-b1)"', page)
    assert LENGTHY.strip() in unescape(wordy.page(key))


def test_an_answer_is_escaped_and_without_the_keys_of_machines() -> None:
    rows = print_answer([("<script>", Markup("<b>x</b>"), None, "key")], ("ord", "om", "side", "punkt_id"))
    cells = ("col-ord", "&lt;script&gt;"), ("col-om", "<b>x</b>"), ("col-side", "None")
    assert rows.html == "<tr>" + "".join(f'<td class="{name}">{text}</td>' for name, text in cells) + "</tr>\n"
    assert not rows.has_long and print_answer([("x" * 121,)], ("ord",)).has_long


def test_a_facet_leads_to_the_search_narrowed_by_it() -> None:
    question = Question(text='skole "x"', year="2021", body="organ=c", order="dato")
    html = print_values(FACET.values, FACET, question, "/soeg")
    narrow, widen = (unescape(found) for found in re.findall(r'href="([^"]*)"', html))
    assert narrow == f"/soeg?{question.address(organ='a&b')}"
    assert widen == f"/soeg?{question.address(organ='')}"
    assert 'Råd &#34;x&#34; &lt;b&gt;</a> <span class="muted">1.234<span class="unseen"> punkter</span>' in html
    assert html.count('class="chosen"') == 1 and '1<span class="unseen"> punkt</span>' in html
    assert 'href="/soeg"' in print_values(FACET.values[1:], FACET, Question(body="c"), "/soeg")
