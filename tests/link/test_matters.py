"""When two items are one matter, and when they only look alike."""

from __future__ import annotations

from pipeline.link.matters import Treatment, best_match, by_case_number, by_title, core, group_cases, is_standing


def item(key: str, title: str, date: str = "2020-03-03", case: str | None = None, *outcomes: str, body: str = "b",
         rank: int = 0) -> Treatment:  # fmt: skip
    return Treatment(key, f"m-{key}", body, date, None, title, case, frozenset(outcomes), rank)


def linked(*items: Treatment) -> list[tuple[str, str]]:
    return [(one.earlier, one.later) for one in by_title(items, frozenset())]


def test_what_stands_on_every_agenda_is_no_matter() -> None:
    for title in (
        "Godkendelse af dagsorden",
        "Eventuelt",
        "Meddelelser",
        "Valg af dirigent",
        "Orientering fra formanden",
    ):
        assert is_standing(title), title
    assert not is_standing("Lokalplan nr. 412 for boliger ved Møllevej")


def test_the_stage_of_a_matter_is_no_part_of_its_name() -> None:
    assert (
        core("Endelig vedtagelse af Lokalplan nr. 412") == core("Forslag til Lokalplan nr. 412") == "Lokalplan nr. 412"
    )


def test_a_numbered_matter_comes_back() -> None:
    first = item("a", "Forslag til Lokalplan nr. 412 for boliger ved Møllevej")
    second = item("b", "Endelig vedtagelse af Lokalplan nr. 412 for boliger ved Møllevej", "2020-09-01")
    assert linked(first, second) == [("a", "b")]


def test_neighbours_and_other_years_are_other_matters() -> None:
    assert (
        linked(item("a", "Lokalplan nr. 412 for boliger"), item("b", "Lokalplan nr. 413 for boliger", "2020-04-01"))
        == []
    )
    assert (
        linked(
            item("a", "Takster for vand og spildevand 2019"),
            item("b", "Takster for vand og spildevand 2020", "2020-04-01"),
        )
        == []
    )
    assert (
        linked(
            item("a", "Asfalt på Møllevej", case="20/1234"), item("b", "Asfalt på Møllevej", "2020-04-01", "20/9999")
        )
        == []
    )


def test_a_plain_title_needs_a_course_that_fits() -> None:
    assert linked(item("a", "Gadelys og bænke"), item("b", "Gadelys og bænke", "2020-04-07")) == []
    put_off = item("a", "Gadelys og bænke", "2020-03-03", None, "postponed")
    assert linked(put_off, item("b", "Gadelys og bænke", "2020-04-07")) == [("a", "b")]
    assert linked(put_off, item("b", "Gadelys og bænke", "2021-04-07")) == []
    sent_up = item("c", "Gadelys og bænke", "2020-03-24", body="council", rank=2)
    assert linked(item("a", "Gadelys og bænke"), sent_up) == [("a", "c")]


def test_a_thread_never_holds_two_journal_numbers() -> None:
    items = {
        one.id: one
        for one in (
            item("a", "Lokalplan nr. 412 for Møllevej", "2020-01-01", "20/1111"),
            item("b", "Lokalplan nr. 412 for Møllevej", "2020-02-01"),
            item("c", "Lokalplan nr. 412 for Møllevej", "2020-03-01", "20/2222"),
        )
    }
    roots, believed = group_cases(items, [*by_case_number(items.values()), *by_title(items.values(), frozenset())])
    assert roots == {"a": "a", "b": "a", "c": "c"}
    assert [(one.earlier, one.later) for one in believed] == [("a", "b")]


def test_the_item_that_a_report_speaks_of() -> None:
    meeting = [item("x", "Salg af areal ved Møllevej", case="20/1234"), item("y", "Salg af areal ved Engvej")]
    assert best_match("Grundsalg", "20/1234", meeting) == meeting[0]
    assert best_match("Salg af areal ved Engvej", None, meeting) == meeting[1]
    assert best_match("Ny skole", None, meeting) is None
    twins = [item("x", "Salg af areal"), item("y", "Salg af areal")]
    assert best_match("Salg af areal", None, twins) is None
