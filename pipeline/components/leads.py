"""Lead-ins: words over a list of bullets, and what they say of the bullets."""

from __future__ import annotations

import re

from pipeline.components.tasks import TASKS_LEAD

BODY = r"(?:\w*(?:gruppen|udvalget|bestyrelsen|rådet|klyngen|forummet|nævnet|forsamlingen|kommissionen)|\w*MED)"
LEAD = re.compile(r"(?:[:,;]|\bat|\bfølgende|\bherunder)\s*$")
# a lead-in that says only that something was resolved: its bullets say what
EMPTY_LEAD = re.compile(
    rf"""
    (?: (?:det | der | man | vi | {BODY}) \s+ )?
    (?: blev | var | er | besluttede | aftalte | vedtog )? \s*
    (?:det\s+ | der\s+)? (?:følgende\s+)? (?:blev\s+)?
    (?: bevilges | bevilliges | godkendes | vedtages
      | besluttet | aftalt | enighed | enige | vedtaget | godkendt | beslutninger? | besluttede | aftalte | drøftet
      | bevilgede | bevilgedes | godkendte | vedtog
      | aftaltes | besluttedes | vedtoges | anbefale(?:r|de)(?:\s+\w*(?:rådet|bestyrelsen))? )?
    \s* (?:om)? \s* ,? \s* (?:at(?:\s+\w+(?=\s+følgende))?)? \s*
    (?:følgende(?:\s+\w+){{0,2}}(?:\s+for\s+\d+)?)? \s* [:;,]? \s* $
    """,
    re.I | re.X,
)
ADVERB = re.compile(
    r"""
    \b(?: herefter | desuden | endvidere | derfor | dermed | yderligere | også | så | på\ den\ baggrund | efterfølgende
        | i\ forlængelse\ heraf )\b \s*
    """,
    re.I | re.X,
)
# the body alone, over the list of what it did: "Styregruppen" / "- godkendte planen"
SUBJECT_ALONE = re.compile(rf"{BODY}\s*:?", re.I)


def leads(text: str) -> bool:
    """Does the text lead into the list below it?"""
    return bool(LEAD.search(text)) or text[-1:] not in (".", "!", "?")


def is_empty_lead(text: str) -> bool:
    return bool(EMPTY_LEAD.fullmatch(ADVERB.sub("", text).strip()) or TASKS_LEAD.search(text))
