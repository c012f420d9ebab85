"""How secretaries number the same six points: each habit gives the same items, with the agenda's titles."""

from __future__ import annotations

import pytest
from factories import blocks

from pipeline.components.items import find_headings

TITLES = ("Valg af dirigent", "Bestyrelsens beretning", "Regnskab", "Indkomne forslag", "Valg til bestyrelsen")
RECORDS = (
    "Formanden bød velkommen. Karen Holm blev valgt.",
    "Formanden fortalte om året, der gik. Beretningen blev godkendt.",
    "Kassereren gennemgik tallene. Regnskabet blev godkendt.",
    "Der var et forslag om en trailer. Forslaget faldt.",
    "Per Dam og Bo Lind blev genvalgt.",
)
POINTS = tuple(zip(TITLES, RECORDS, strict=True))
HEAD = "# Referat af generalforsamling\n\n"
AGENDA = "Dagsorden:\n" + "\n".join(f"{at}. {title}" for at, title in enumerate(TITLES, 1)) + "\n\n"
LETTERS = "Dagsorden:\n" + "\n".join(f"{'abcde'[at]}) {title}" for at, title in enumerate(TITLES)) + "\n\n"


def written(form: str, agenda: str = "") -> str:
    """The minutes with each point in this form: {n} its number, {l} its letter, {r} its Roman number."""
    return (
        HEAD
        + agenda
        + "\n\n".join(
            form.format(n=at, l="abcde"[at - 1], r=("I", "II", "III", "IV", "V")[at - 1], title=title, record=record)
            for at, (title, record) in enumerate(POINTS, 1)
        )
    )


NUMBERS = ["1", "2", "3", "4", "5"]
HABITS: dict[str, tuple[str, list[str | None]]] = {
    "record behind Ad": (written("Ad {n}) {record}", AGENDA), NUMBERS),
    "record behind Ad and a Roman number": (written("Ad {r}. {record}", AGENDA), ["I", "II", "III", "IV", "V"]),
    "record behind Ad and a letter": (written("Ad {l}) {record}", LETTERS), list("abcde")),
    "record below Til punkt": (written("Til punkt {n}:\n{record}", AGENDA), NUMBERS),
    "record below Dagsordenens punkt": (written("Dagsordenens punkt {n}\n{record}", AGENDA), NUMBERS),
    "record below Punkt": (written("Punkt {n}\n{record}", AGENDA), NUMBERS),
    "record behind Vedr. pkt.": (written("Vedr. pkt. {n}: {record}", AGENDA), NUMBERS),
    "record behind Pkt.": (written("Pkt. {n} - {record}", AGENDA), NUMBERS),
    "record below the bare number": (written("**{n}.**\n{record}", AGENDA + "**Referat**\n"), NUMBERS),
    "records numbered like the agenda": (written("{n}. {record}", AGENDA + "Referat:\n"), NUMBERS),
    "titles in bold, without numbers": (written("**{title}**\n{record}", AGENDA), [None] * 5),
    "titles in running type, without numbers": (written("{title}\n{record}", AGENDA), [None] * 5),
    "titles before a colon": (written("{title}: {record}", AGENDA), [None] * 5),
    "no agenda, bullets": (written("- {title}\n{record}"), [None] * 5),
    "no agenda, number before punkt": (written("{n}. punkt: {title}\n{record}"), NUMBERS),
    "no agenda, number in brackets": (written("({n}) {title}\n{record}"), NUMBERS),
    "no agenda, Nr.": (written("Nr. {n} {title}\n{record}"), NUMBERS),
    "no agenda, Dgs.": (written("Dgs. {n}: {title}\n{record}"), NUMBERS),
    "no agenda, a bar": (written("**{n} | {title}**\n{record}"), NUMBERS),
    "no agenda, ad and Roman": (written("ad {r}. {title}\n{record}"), ["I", "II", "III", "IV", "V"]),
    "no agenda, year first": (written("**2022-0{n} {title}**\n{record}"), [f"2022-0{n}" for n in NUMBERS]),
    "no agenda, bold before a colon": (written("**{title}:** {record}"), [None] * 5),
    "no agenda, number above the title": (written("{n}.\n**{title}**\n{record}"), NUMBERS),
    "no agenda, slash": (written("{n}/ {title}\n{record}"), NUMBERS),
    "no agenda, letters": (written("{l}) {title}\n{record}"), list("abcde")),
    "no agenda, Roman": (written("**{r}. {title}**\n{record}"), ["I", "II", "III", "IV", "V"]),
}


@pytest.mark.parametrize(("text", "numbers"), HABITS.values(), ids=HABITS)
def test_each_habit_gives_the_same_items(text: str, numbers: list[str | None]) -> None:
    found = find_headings(blocks(text))
    assert [(one.number, one.title) for one in found] == list(zip(numbers, TITLES, strict=True))


def test_a_list_far_below_a_bare_agenda_is_no_second_count() -> None:
    below = "\n\n".join(f"**{title}**\n{record}" for title, record in POINTS)
    text = f"{HEAD}{AGENDA}{below}\n\n1. Et hegn.\n2. En låge.\n3. En port."
    assert [one.title for one in find_headings(blocks(text))] == list(TITLES)


OTHER_LISTS: dict[str, tuple[str, list[str]]] = {
    "tasks below the agenda, without a colon": (
        f"{AGENDA}Opgaver\n1. Karen maler.\n2. Per fejer.\n3. Bo lukker.",
        NUMBERS,
    ),
    "houses and who lives in them": (written("{n}. {title}\n{record}\nNr. 6 Tove Lund klipper sin hæk."), NUMBERS),
    "an amount that looks like a decimal number": (written("{n}. {title}\n{n}.0 mio. kr. er afsat."), NUMBERS),
    "enclosures below the agenda": (f"{AGENDA}Bilag:\n1. Tegning\n2. Pris på hegn\n3. Pris på låge\n4. Kort", NUMBERS),
    "tasks below the agenda": (f"{AGENDA}Det blev aftalt:\n1. Karen maler.\n2. Per fejer.\n3. Bo lukker.", NUMBERS),
    "records of lettered proposals": (
        "\n\n".join(
            f"{n}. {title}\nHegnet er gammelt.\nAd a) Godkendt.\nAd b) Afvist." for n, title in enumerate(TITLES, 1)
        ),
        NUMBERS,
    ),
    "an initial that is a Roman number": (written("{n}. {title}\n{record}\n\nV. Holm stemte imod."), NUMBERS),
}


@pytest.mark.parametrize(("text", "numbers"), OTHER_LISTS.values(), ids=OTHER_LISTS)
def test_a_list_of_something_else_is_not_the_items(text: str, numbers: list[str]) -> None:
    found = [one for one in find_headings(blocks(HEAD + text)) if one.parent is None]
    assert [(one.number, one.title) for one in found] == list(zip(numbers, TITLES, strict=True))


def test_letters_below_a_point_of_the_agenda_do_not_begin_it_anew() -> None:
    nested = AGENDA.replace(f"{TITLES[1]}\n", f"{TITLES[1]}\na) Ny låge\nb) Ny port\n")
    found = find_headings(blocks(HEAD + nested + written("Ad {n}) {record}").removeprefix(HEAD)))
    assert [(one.number, one.title) for one in found] == list(zip(NUMBERS, TITLES, strict=True))


def test_the_ninth_letter_is_no_roman_number() -> None:
    text = "\n\n".join(
        f"**{letter}. Sag om {letter}-vejen**\nDet gik godt, og alle var glade for det." for letter in "ABCDEFGHI"
    )
    assert [one.number for one in find_headings(blocks(HEAD + text)) if one.parent is None] == list("ABCDEFGHI")
