"""Lines: text, boxes, size, bold and italic, where they are cut and joined, and their order."""

from __future__ import annotations

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract import extract_pages
from pipeline.page import Line


def texts(data: bytes) -> list[str]:
    return [line.text for line in extract_pages(data).pages[0].lines]


def lines(data: bytes) -> tuple[Line, ...]:
    return extract_pages(data).pages[0].lines


def test_a_line_has_its_place_and_size(draw):
    (line,) = lines(draw(lambda page: page.drawString(72, 742, "Godkendelse af dagsorden")))
    assert (line.text, line.page, line.bold_head, line.italic, line.hyphen) == (
        "Godkendelse af dagsorden", 1, 0, False, False
    )  # fmt: skip
    assert line.size == pytest.approx(11)
    assert line.x0 == pytest.approx(72, abs=1)
    assert line.x1 == pytest.approx(203.4, abs=1)
    assert line.top < 100 < line.bottom  # the baseline is 100 points below the top
    assert line.bottom - line.top == pytest.approx(11)


def test_size_is_that_on_the_page(draw):
    def paint(page: Canvas) -> None:
        page.scale(0.75, 0.75)
        page.drawString(100, 900, "Sat i stor grad og formindsket")

    assert lines(draw(paint))[0].size == pytest.approx(8.25)


@pytest.mark.parametrize(
    ("parts", "bold_head", "italic"),
    [
        ([("Helvetica-Bold", "Beslutning: "), ("Helvetica", "Vedtaget")], len("Beslutning:"), False),
        ([("Helvetica-Bold", "Beslutning")], len("Beslutning"), False),
        ([("Helvetica", "Vedtaget "), ("Helvetica-Bold", "enstemmigt")], 0, False),
        ([("Helvetica", "3. "), ("Helvetica-Bold", "Hegn"), ("Helvetica", " Males.")], len("3. Hegn"), False),
        ([("Helvetica", "3. "), ("Helvetica-Bold", "Hegn")], len("3. Hegn"), False),
        ([("Helvetica-Bold", "A "), ("Helvetica", "og "), ("Helvetica-Bold", "B")], 1, False),
        ([("Helvetica-Oblique", "Fraværende: ingen")], 0, True),
        ([("Times-BoldItalic", "Punkt 4")], len("Punkt 4"), True),
    ],
)
def test_bold_head_and_italic(draw, parts, bold_head, italic):
    def paint(page: Canvas) -> None:
        text = page.beginText(72, 700)
        for font, part in parts:
            text.setFont(font, 11)
            text.textOut(part)
        page.drawText(text)

    (line,) = lines(draw(paint))
    assert line.text == "".join(part for _, part in parts)
    assert (len(line.text[: line.bold_head].rstrip()), line.italic) == (bold_head, italic)


def test_imitated_bold_is_bold_and_not_doubled(draw):
    def paint(page: Canvas) -> None:
        text = page.beginText(72, 700)
        text.setTextRenderMode(2)  # fill and stroke
        text.textOut("Beslutning")
        page.drawText(text)
        page.drawString(72, 600, "Indstilling")
        page.drawString(72.3, 600, "Indstilling")

    stroked, twice = lines(draw(paint))
    assert (stroked.text, stroked.bold) == ("Beslutning", True)
    assert twice.text == "Indstilling"


def at(*pieces: tuple[float, float, str]):
    """A painter of texts at (x, y)."""

    def paint(page: Canvas) -> None:
        for x, y, text in pieces:
            page.drawString(x, y, text)

    return paint


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        pytest.param([(72, 700, "Mødested:"), (200, 700, "Rådhuset")], ["Mødested:", "Rådhuset"], id="label and value"),
        pytest.param([(72, 700, "2. Valg"), (500, 700, "14")], ["2. Valg", "14"], id="page number at the margin"),
        pytest.param([(72, 700, "Post"), (115, 700, "2019"), (160, 700, "2")], ["Post", "2019", "2"], id="columns"),
        pytest.param([(72, 700, "10.2"), (120, 700, "Budget")], ["10.2 Budget"], id="number and title"),
        pytest.param([(72, 700, "•"), (100, 700, "kontingent")], ["• kontingent"], id="bullet"),
        pytest.param([(72, 700, "a)"), (100, 700, "forslag")], ["a) forslag"], id="letter"),
        pytest.param([(72, 700, "Der er"), (108, 700, "penge")], ["Der er penge"], id="words"),
        pytest.param([(200, 700, "Rådhuset"), (72, 700, "Sted:")], ["Sted:", "Rådhuset"], id="drawn from the right"),
    ],
)
def test_lines_are_cut_at_wide_gaps_only(draw, pieces, expected):
    assert texts(draw(at(*pieces))) == expected


def test_justified_lines_stay_whole(draw):
    def paint(page: Canvas) -> None:
        for y, spacing in ((700, 6), (680, 9), (660, 30)):
            text = page.beginText(72, y)
            text.setWordSpace(spacing)
            text.textOut("Bestyrelsen drøftede sagen igen")
            page.drawText(text)

    assert texts(draw(paint)) == ["Bestyrelsen drøftede sagen igen"] * 3


def test_a_raised_figure_belongs_to_its_line(draw):
    def paint(page: Canvas) -> None:
        page.drawString(72, 700, "Arealet er 1.200 m")
        page.setFont("Helvetica", 7)
        page.drawString(72 + page.stringWidth("Arealet er 1.200 m", "Helvetica", 11), 704, "2")
        page.setFont("Helvetica", 11)
        page.drawString(72, 680, "og udlejes.")

    squared, rest = lines(draw(paint))
    assert (squared.text, rest.text) == ("Arealet er 1.200 m2", "og udlejes.")
    assert squared.size == pytest.approx(11)


@pytest.mark.parametrize(
    ("text", "cleaned", "hyphen"),
    [
        ("forsyningsvirk-", "forsyningsvirk-", True),
        ("1998 -", "1998 -", False),
        ("Kontingent\u00a0\u00a0  på 500 kr.", "Kontingent på 500 kr.", False),
    ],
)
def test_text_is_clean(draw, text, cleaned, hyphen):
    (line,) = lines(draw(at((72, 700, text))))
    assert (line.text, line.hyphen) == (cleaned, hyphen)


def test_a_hyphen_at_a_line_end_is_kept_and_told(draw):
    above, below = lines(draw(at((72, 700, "Bestyrelsen godkendte forret-"), (72, 686, "ningsordenen."))))
    assert (above.text, above.hyphen, below.text) == ("Bestyrelsen godkendte forret-", True, "ningsordenen.")


@pytest.mark.parametrize("spacing", [4, 9])
def test_letterspaced_words_are_joined(draw, spacing):
    def paint(page: Canvas) -> None:
        text = page.beginText(72, 700)
        text.setCharSpace(spacing)
        text.textOut("REFERAT AF MØDE")
        page.drawText(text)

    assert texts(draw(paint)) == ["REFERAT AF MØDE"]


BODY = [(72, 800 - 14 * row, f"Linje {row} af en brødtekst, der fylder hele siden ud") for row in range(10)]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        pytest.param([(72, 40, "Side 1"), *BODY], [*BODY, (72, 40, "Side 1")], id="foot drawn first"),
        pytest.param([(400, 40, "Side 1"), *BODY], [*BODY, (400, 40, "Side 1")], id="foot at the right drawn first"),
        pytest.param([*BODY, (72, 820, "Referat")], [(72, 820, "Referat"), *BODY], id="head drawn last"),
        pytest.param(
            [(72, 820, "Referat"), (72, 40, "Side 1"), *BODY],
            [(72, 820, "Referat"), *BODY, (72, 40, "Side 1")],
            id="head and foot drawn first",
        ),
        pytest.param([*BODY[:3], *BODY[5:], BODY[3], BODY[4]], BODY, id="lines of the body drawn last"),
        pytest.param(
            [(72, 700, "venstre en"), (72, 686, "venstre to"), (320, 700, "højre en"), (320, 686, "højre to")],
            [(72, 700, "venstre en"), (72, 686, "venstre to"), (320, 700, "højre en"), (320, 686, "højre to")],
            id="columns one after the other",
        ),
        pytest.param(
            [
                (72, 700, "Dato:"),
                (72, 686, "Sted:"),
                (72, 672, "Afbud:"),
                (320, 700, "3. maj"),
                (320, 686, "Rådhuset"),
                (320, 672, "Ida Holm og"),
                (320, 658, "Per Friis"),
                (72, 630, "Punkt 1"),
            ],
            [
                (72, 700, "Dato:"),
                (320, 700, "3. maj"),
                (72, 686, "Sted:"),
                (320, 686, "Rådhuset"),
                (72, 672, "Afbud:"),
                (320, 672, "Ida Holm og"),
                (320, 658, "Per Friis"),
                (72, 630, "Punkt 1"),
            ],
            id="a column of labels before a column of values",
        ),
    ],
)
def test_lines_stand_in_reading_order(draw, pieces, expected):
    assert texts(draw(at(*pieces))) == [text for _, _, text in expected]


def test_words_around_a_blacked_out_name_are_one_line(draw):
    def paint(page: Canvas) -> None:
        page.drawString(72, 700, "Formanden")
        page.rect(130, 697, 60, 12, stroke=0, fill=1)
        page.drawString(194, 700, "var på valg.")

    assert texts(draw(paint)) == ["Formanden var på valg."]
