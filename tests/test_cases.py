"""Are case and KLE numbers found where a line gives them, as printed, and lines of nothing else known as such?"""

from __future__ import annotations

import pytest

from pipeline.cases import find_case_number, find_kle, is_case_label, is_case_line


@pytest.mark.parametrize(
    ("line", "number", "kle", "alone"),
    [
        ("Sagsnr.: 17/20456", "17/20456", None, True),
        ("Sagsnr. 17/456", "17/456", None, True),
        ("Sagsnummer: 17/20456", "17/20456", None, True),
        ("SAGSNR: 17/20456", "17/20456", None, True),
        ("Sagsid.: 17/20456, Sagsinitialer: OLD2_AWS", "17/20456", None, True),
        ("Sag 411-2012-700", "411-2012-700", None, True),
        ("Sag: 17/20456", "17/20456", None, True),
        ("Sagsnr. 312456", "312456", None, True),
        ("Sagsnr. 312456 Udvalget for Kultur Åbent punkt", "312456", None, True),
        ("Sagsnr. 2019-0123456", "2019-0123456", None, True),
        ("Sagnr.: 1-02-34-56-17", "1-02-34-56-17", None, True),
        ("Sagsnr.: EMN-2019-01234", "EMN-2019-01234", None, True),
        ("J.nr.: 01.02.03P19 Sagsid.: 612345 Initialer: km", "01.02.03P19", "01.02.03P19", True),
        ("J.nr.: 01.02.03Ø34", "01.02.03Ø34", "01.02.03Ø34", True),
        ("Sagsnr.: 411-2015-3605 J.nr.: 01.02.03 Dokumentnr.: 411-2015-18428", "411-2015-3605", "01.02.03", True),
        ("Sagsnr.: 411-2015-3605  Dok.nr.: 411-2015-500301  Åbent", "411-2015-3605", None, True),
        ("Sagsnr.: 01.02.03-P35-130-15 Sagsbehandler: Anna Holm", "01.02.03-P35-130-15", "01.02.03-P35", True),
        ("Journal nr.: 12-345", "12-345", None, True),
        ("Brevid: 1234567", "1234567", None, True),
        ("01.02.03-A00-4-19", "01.02.03-A00-4-19", "01.02.03-A00", True),
        ("01.02.03-Ø00-4-19", "01.02.03-Ø00-4-19", "01.02.03-Ø00", True),
        ("01.02.03.A10-0001/2013", "01.02.03.A10-0001/2013", "01.02.03.A10", True),
        ("01.02.03A10-0011", "01.02.03A10-0011", "01.02.03A10", True),
        ("31245678", "31245678", None, True),
        ("09/39368", "09/39368", None, True),
        ("Ny skole (2019-123456)", "2019-123456", None, False),
        ("Ny skole Sagsnr.: 17/20456", "17/20456", None, False),
        # numbers that are no case numbers
        ("Sag nr. 12", None, None, False),
        ("Sag nr. 349 udgik.", None, None, False),
        ("Udgår, jf. sagsnr. 17/20456", None, None, False),
        ("Punkt 28 om 13/39690 udsættes.", None, None, False),
        ("24122014", None, None, False),
        ("12/2014", None, None, False),
        ("2014-2017", None, None, False),
        ("07.10.2022", None, None, False),
        ("01.02.03", None, None, False),
        ("KLE: 01.02.03", None, "01.02.03", True),
        # lines that give something else about the case, and nothing more
        ("Åbent", None, None, True),
        ("(Åben)", None, None, True),
        ("Lukket punkt.", None, None, True),
        ("Sagsbehandler: Anna Holm", None, None, True),
        ("Sagsbehandler: Anna Holm Åbent punkt", None, None, True),
        ("Sagsinitialer: ABC", None, None, True),
        ("Initialer: km", None, None, True),
        ("Dok.nr. 123456", None, None, True),
        ("Sagsnr:", None, None, True),
        ("J.nr.: 00.32.00.S00. Sagsnr.: 08/2217", "00.32.00.S00", None, True),
        # text
        ("", None, None, False),
        ("Åben dagsorden", None, None, False),
        ("Åbent hus på skolen", None, None, False),
        ("Sagen er åben", None, None, False),
        ("Sagsfremstilling", None, None, False),
        ("Sagsnr. 17/20456 er udsat.", "17/20456", None, False),
        ("1. Godkendelse af dagsorden", None, None, False),
        ("Godkendt.", None, None, False),
    ],
)
def test_line(line: str, number: str | None, kle: str | None, alone: bool) -> None:
    assert find_case_number(line) == number
    assert find_kle(line) == kle
    assert is_case_line(line) is alone


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("JOURNALNUMMER", True),
        ("Sagsnr.:", True),
        ("J.nr.", True),
        ("Sag nr.", False),  # heads an agenda item
        ("Sagsnr. 17/20456", False),
        ("Sagsfremstilling", False),
        ("Dok.nr.", False),
    ],
)
def test_label_with_its_number_on_the_next_line(line: str, label: bool) -> None:
    assert is_case_label(line) is label


def test_number_on_the_line_below_its_label() -> None:
    assert find_case_number("JOURNALNUMMER\n22041712") == "22041712"
    assert find_case_number("Sagsnr.:\n01.02.03A10-0011") == "01.02.03A10-0011"
