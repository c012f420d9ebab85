"""What a user would write or pick instead, each a program that reads the PDFs it is given and throws the text away."""

from __future__ import annotations

import shutil
import sys
from importlib.util import find_spec

PDFPLUMBER = r"""
import re, sys
import pdfplumber

ITEM = re.compile(r"^(?:Punkt )?(\d+)[.:] +(.+)$", re.M)
DECISION = re.compile(r"^(?:Beslutning|Referat|Konklusion)\b.*?$(.*?)(?=^\S+:?$|\Z)", re.M | re.S)
MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
DATE = re.compile(rf"\b(\d{{1,2}})\. ({MONTHS}) (\d{{4}})")
OUTCOME = re.compile(r"\b(ikke )?(godkendt|vedtaget|forkastet|udsat|afvist|taget til efterretning)\b", re.I)
for path in sys.argv[1:]:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            text = page.extract_text()
            for rule in (ITEM, DECISION, DATE, OUTCOME):
                rule.findall(text)
            page.close()
"""
PDFPLUMBER_SPACY = r"""
import sys
from itertools import groupby
import pdfplumber, spacy

nlp = spacy.blank("da")
ruler = nlp.add_pipe("span_ruler")
SAID = "godkendt vedtaget forkastet udsat afvist besluttet drøftet tiltrådt anbefalet indstillet".split()
ruler.add_patterns([{"label": "OUTCOME", "pattern": [{"LOWER": word}]} for word in SAID])
ruler.add_patterns([{"label": "ITEM", "pattern": [{"LOWER": "punkt"}, {"IS_DIGIT": True}]}])
for path in sys.argv[1:]:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            words = page.extract_words(extra_attrs=["fontname", "size"])
            for _, line in groupby(words, key=lambda word: round(word["top"])):
                nlp(" ".join(word["text"] for word in line))
            page.close()
"""
PDFTOTEXT = """
import subprocess, sys
for path in sys.argv[1:]:
    subprocess.run(["pdftotext", path, "-"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
"""
MARKITDOWN = """
import sys
from markitdown import MarkItDown
reader = MarkItDown()
for path in sys.argv[1:]:
    reader.convert(path)
"""
PYMUPDF4LLM = """
import sys
import pymupdf4llm
for path in sys.argv[1:]:
    pymupdf4llm.to_markdown(path)
"""


def peers() -> dict[str, list[str]]:
    """The commands of those that are installed, to which the files are to be added."""
    found = {"pdfplumber": PDFPLUMBER, "pdfplumber_spacy": PDFPLUMBER_SPACY}
    if shutil.which("pdftotext"):
        found["pdftotext"] = PDFTOTEXT
    for name, program in (("markitdown", MARKITDOWN), ("pymupdf4llm", PYMUPDF4LLM)):
        if find_spec(name):
            found[name] = program
    return {name: [sys.executable, "-c", program] for name, program in found.items()}
