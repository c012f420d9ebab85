"""What a sentence of the record resolves: the rows of outcomes.jsonl, weighed against each other.

`rules/outcomes.jsonl` holds the words, `clause.py` the grammar around them, and this module says which row wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from spacy.tokens import Doc

from pipeline.components.bodies import is_own
from pipeline.components.choosing import names_somebody
from pipeline.components.clause import Clause
from pipeline.components.context import Context
from pipeline.components.phrases import Found, PhraseRules
from pipeline.dates import MONTH_NUMBER
from pipeline.gated import Gated
from pipeline.minutes import Outcome

PRECEDENCE = (
    Outcome.WITHDRAWN,
    Outcome.POSTPONED,
    Outcome.RETURNED,
    Outcome.REFERRED,
    Outcome.REJECTED,
    Outcome.RECOMMENDED,
    Outcome.APPROVED_AMENDED,
    Outcome.APPROVED,
    Outcome.ELECTED,
    Outcome.DELEGATED,
    Outcome.DECIDED,
    Outcome.AGREED,
    Outcome.NOTED,
    Outcome.DISCUSSED,
    Outcome.NO_REMARKS,
)  # strongest first: the outcome a sentence with several is filed under
RANK = {outcome: rank for rank, outcome in enumerate(PRECEDENCE)}
ON_THE_WAY = (
    "ikke at godkende",
    "ikke at vedtage",
    "ikke at imødekomme",
    "ikke at støtte",
    "ikke at tiltræde",
    "ikke at bevilge",
    "flertal imod",
)  # ends of the rows that refuse what may be an amendment
ADOPTED = frozenset({Outcome.APPROVED, Outcome.DECIDED})  # what a condition can amend
OWN_ACTS = (Outcome.WITHDRAWN, Outcome.POSTPONED, Outcome.RETURNED)  # done by the body that recommends them
TURNS = ("men", "hvilket", "og")  # behind a comma they lead back from what is recommended to what was done
AMENDED = ADOPTED | {Outcome.RECOMMENDED}  # where what follows a condition is the change
CLOSE = ("når", "hvis")  # conditions only behind it and a comma
FEW = 6  # words between the advice and what is advised
SOON_SAID = 9  # words behind "idet" in which somebody's standpoint is told
NEAR, SOON, FAR = 2, 5, 12  # words between what was adopted and its condition
REASON = frozenset("da idet fordi eftersom".split())
AND = ("og", "men", "mens")
CHOSEN = (["som", "blev"], ["der", "blev"])  # "aftalt, at prisen tages op med udbyderen, som blev valgt"
NO_CHANGE = (["ingen"], ["alle"], ["samtlige"])  # "godkendt, idet ingen stemte imod"
STANDS = frozenset("forbehold imod undlod undlader".split())  # "godkendt, idet Karen Holm (A) tager forbehold"
VAGUE = ("idet", "således at", "dog", "delvist", "mod at")  # conditions only right behind what was adopted
EXPLICIT = ("dog med", "med den", "med følgende")  # what amends even a plain "besluttet"

EARLIER = Gated(
    r"""
    \b(?:på|ved|under|fra|til)\s+(?:det\s+|den\s+)?(?:sidste|forrige|seneste|foregående|tidligere)\s+(?:års?\s+)?
        (?:\w+\s+)?\w*(?:møde|forsamling)\w*
    | \bpå\s+(?:den|det)\s+(?:ordinære|ekstraordinære)\s+\w*(?:møde|forsamling)\w*\s+i\s+(?:januar|februar|marts|april
        |maj|juni|juli|august|september|oktober|november|december|efteråret|foråret)\b
    | \b(?:har|havde)\s+(?:været|deltaget|repræsenteret)\b[^.]*?,\s+hvor\b
    | (?<!\bsom\s)(?<!\bend\s)\bsidste\s+år\b
    | \bsidste\s+års\s+(?:\w+\s+)?\w*(?:møde|forsamling|beslutning)\w*
    | \btidligere\s+(?:er\s+|har\s+|blev\s+|besluttet|godkendt|vedtaget|aftalt)
    | \bi\s+sin\s+tid\b
    | \bdengang\b
    | \bdaværende\b
    | \bi\s+fjor\b
    """,
    re.I | re.X,
)
OTHER_ASSEMBLY = Gated(
    r"""
    \b(?:på|ved)\s+(?:den\s+\w+\s+)?
    (?P<name>generalforsamling|årsmøde|repræsentantskabsmøde|stormøde|bestyrelsesmøde|afdelingsmøde|borgermøde
    |udvalgsmøde|landsmøde|(?P<council>\w{3,}råd)smøde)(?:n|t|en|et)\b
    """,
    re.I | re.X,
)
# "besluttede, at forslaget fremlægges på generalforsamlingen": what is to come
RESOLVED_THAT = re.compile(
    r"\b(?:beslutte\w*|vedtog|vedtaget|vedtages|aftalte?|aftaltes|enige?|enighed|valgte|indstille\w*|anbefale\w*),?\s+(?:\w+,?\s+){0,3}?at\b"
)
OPENS_EARLIER = re.compile(r"(?:Sidste\s+(?:år|gang)|I\s+fjor|Dengang)\b")
IN_YEAR = re.compile(r"\b(?:blev|var)\s+[a-zæøå]{4,}t\s+i\s+(?P<year>(?:19|20)\d\d)(?=\s*[.,;]|$)")
BACK_IN = re.compile(r"I\s+(?:(?P<month>[a-z]+)\s+)?(?P<year>\d{4})\s+(?:blev|besluttede|vedtog|godkendte)", re.I)
ABOUT_THE_RECORD = re.compile(
    r"referat|godkendelse|protokol|forslag(?:et|ene)\s+fra\s", re.I
)  # "Referatet fra sidste møde blev godkendt"

Valid = list[tuple[Outcome, Found]]


class Verdict(Struct, frozen=True):
    outcome: Outcome
    rule: str  # id of the row, or a `Reason`


def judge(sentence: str, rules: PhraseRules, context: Context) -> Verdict | None:
    """The outcome of one sentence, or None when it resolves nothing."""
    text = sentence.strip()
    if not text or text.rstrip('”"»').endswith("?"):
        return None
    stretch = rules.tokens(sentence)
    found = longest(rules.find(stretch))
    if not found:
        return None
    clause = Clause.of(rules.words(stretch), text, context)
    valid = [(outcome, one) for one in found if (outcome := clause.outcome(one, found)) is not None]
    # "vedtog at udpege": what was resolved, not that it was
    valid = [pair for pair in valid if pair[1].rule.extra.get("form") == "infinitive"] or valid
    postponed = Outcome.POSTPONED in dict(valid) and not OPENS_EARLIER.match(text)
    nothing = Outcome.NO_REMARKS in dict(valid)  # "Ingen kommentarer til referatet fra sidste møde"
    if not valid or (is_history(text, context) and not (postponed or nothing)):
        return None
    # "aftalt, at ordningen evalueres": the passive is what was agreed
    valid = [pair for pair in valid if pair[1].rule.extra.get("form") != "s" or pair[0] != Outcome.DECIDED] or valid
    # a formula whose verb misleads
    valid = [pair for pair in valid if pair[1].rule.extra.get("wins")] or valid
    valid = behind_the_refusal(outside_a_relative(valid, clause.words), clause.words)
    valid = outside_the_reason(outside_the_advice(valid, clause.words), clause.words)
    valid = before_the_history(valid, sentence, stretch)
    if not valid:
        return None
    conditions = [one for one in found if one.rule.extra.get("form") == "condition"]
    conditions = [one for one in conditions if changes(clause.words[one.end :])]
    valid = outside_the_change(valid, conditions)
    if change := amendment(valid, conditions):
        return Verdict(Outcome.APPROVED_AMENDED, change.rule.id)
    outcome, best = min(valid, key=lambda pair: (RANK[pair[0]], pair[1].start - pair[1].end, pair[1].start))
    return Verdict(outcome, best.rule.id)


def longest(found: Sequence[Found]) -> list[Found]:
    """The rows found, without those that stand within a longer one ("vedtog" in "vedtog, at").

    A row with a gap holds words that are not its own, so it swallows nothing.
    """
    return [
        one
        for one in found
        if not any(
            other.start <= one.start
            and one.end <= other.end
            and other.end - other.start > one.end - one.start
            and "…" not in str(other.rule.pattern)
            for other in found
        )
    ]


def is_history(text: str, context: Context) -> bool:
    """Does the sentence tell what an earlier meeting or another assembly resolved?"""
    if ABOUT_THE_RECORD.match(text) or (text[:1].islower() and ABOUT_THE_RECORD.match(context.title)):
        return False
    earlier = EARLIER.search(text)
    told = earlier is not None and not RESOLVED_THAT.search(text, 0, earlier.start())
    return told or elsewhere(text, context) or long_ago(text, context)


def long_ago(text: str, context: Context) -> bool:
    """ "I september 2021 blev det besluttet", "blev nedstemt i 2009": a time before the meeting's."""
    if context.date is None:
        return False
    if (since := IN_YEAR.search(text)) and int(since["year"]) < int(context.date[:4]):
        return True
    then = BACK_IN.match(text)
    if then is None:
        return False
    month = MONTH_NUMBER.get(then["month"].lower(), 12) if then["month"] else 12
    return (int(then["year"]), month) < (int(context.date[:4]), int(context.date[5:7]))


def elsewhere(text: str, context: Context) -> bool:
    """Does the sentence tell of what another assembly resolved ("På generalforsamlingen blev det besluttet")?

    What is resolved may be for it to treat: "Bestyrelsen besluttede at fremlægge planen på generalforsamlingen".
    """
    match = OTHER_ASSEMBLY.search(text)
    if match is None or RESOLVED_THAT.search(text, 0, match.start()):
        return False
    if match["council"]:
        return not is_own(match["council"].lower(), context.body)
    if context.body is None and match["name"].lower() == "landsmøde":
        return False  # it has no name as a body
    return match["name"].lower()[:6] not in (context.body or "").lower()


def changes(behind: Sequence[str]) -> bool:
    """Do the words behind a condition tell of a change, not of who stood where?"""
    return behind[:1] not in NO_CHANGE and STANDS.isdisjoint(behind[:SOON_SAID])


def outside_the_change(valid: Valid, conditions: Sequence[Found]) -> Valid:
    """Without what stands inside the change itself: "godkendt med den ændring, at punkt 8 udgår"."""
    for outcome, one in valid:
        behind = [c.start for c in conditions if one.end <= c.start <= one.end + FAR]
        if outcome in AMENDED and behind:
            return [pair for pair in valid if pair[1].start < min(behind)]
    return valid


def behind_the_refusal(valid: Valid, words: Sequence[str]) -> Valid:
    """Without what was refused on the way: "besluttede ikke at støtte ændringen, hvorefter planen blev godkendt"."""
    adopted = [one.start for outcome, one in valid if outcome in ADOPTED]
    return [
        (outcome, one)
        for outcome, one in valid
        if not (outcome is Outcome.REJECTED and str(one.rule.pattern).endswith(ON_THE_WAY))
        or not any(turns(words[one.end : at]) for at in adopted)
    ]


def turns(between: Sequence[str]) -> bool:
    """Do the words behind a refusal lead on to what was done after it, not to its reason or to what was before it?"""
    if "hvorefter" in between or "derfor" in between:
        return True
    on = between[between.index("og") :] if "og" in between else ()
    return "blev" in on and REASON.isdisjoint(between) and not {"som", "der", "jf", "selv", "men"} & set(between)


def outside_a_relative(valid: Valid, words: Sequence[str]) -> Valid:
    """Without what "som blev valgt", where the sentence resolves something before it; persons are elected."""
    first = min(one.start for _, one in valid)
    return [
        (outcome, one)
        for outcome, one in valid
        if one.start == first
        or outcome is not Outcome.ELECTED
        or words[one.start - 2 : one.start] not in CHOSEN
        or names_somebody(words[max(0, one.start - 6) : one.start])
    ]


def before_the_history(valid: Valid, text: str, stretch: Doc) -> Valid:
    """Without what was done before, where it is resolved to go on with it: "det, der blev vedtaget på sidste møde"."""
    earlier = EARLIER.search(text) or OTHER_ASSEMBLY.search(text)
    lead = RESOLVED_THAT.search(text, 0, earlier.start()) if earlier else None
    if earlier is None or lead is None:
        return valid
    return [
        pair
        for pair in valid
        if pair[1].rule.extra.get("form") != "participle"
        or not lead.end() <= stretch[pair[1].start].idx < earlier.start()
    ]


def outside_the_advice(valid: Valid, words: Sequence[str]) -> Valid:
    """Without what is recommended: "Udvalget anbefaler, at sagen oversendes til byrådet"."""
    for outcome, one in valid:
        if outcome is Outcome.RECOMMENDED and advises(words[one.end : one.end + FEW]):
            ends = (at for at in range(one.end + 2, len(words)) if words[at - 1] == "," and words[at] in TURNS)
            told = next(ends, len(words))
            return [pair for pair in valid if not one.start < pair[1].start < told or pair[0] in OWN_ACTS]
    return valid


def advises(words: Sequence[str]) -> bool:
    """Do the words behind the verb lead to what is advised ("over for byrådet, at") and not first to another act?"""
    return "at" in words and not set(TURNS) & set(words[: words.index("at")])


def outside_the_reason(valid: Valid, words: Sequence[str]) -> Valid:
    """Without what only gives the reason: "Da planen ikke blev vedtaget, …", "Afslag, idet udgiften henvises til …"."""
    if words[0] in REASON and "," in words:
        main = words.index(",")
        return [pair for pair in valid if pair[1].start > main]
    first = min(valid, key=lambda pair: pair[1].start)
    if RANK[first[0]] >= RANK[Outcome.NOTED]:
        return valid
    reason = next((at for at in range(first[1].end, len(words)) if words[at] in REASON), len(words))
    ends = next((at for at in range(reason, len(words) - 1) if words[at] == "," and words[at + 1] in AND), len(words))
    return [pair for pair in valid if not reason < pair[1].start < ends]


def amendment(valid: Valid, conditions: Sequence[Found]) -> Found | None:
    """The condition on which something was adopted; None where a stronger outcome stands beside it."""
    if min(RANK[outcome] for outcome, _ in valid) < RANK[Outcome.APPROVED_AMENDED]:
        return None
    adopted = ((outcome, one) for outcome, one in valid if outcome in ADOPTED)
    return next((c for outcome, one in adopted for c in conditions if amends(c, one, outcome)), None)


def amends(condition: Found, one: Found, outcome: Outcome) -> bool:
    phrase = str(condition.rule.pattern)
    if condition.start < one.start:
        return phrase.startswith(
            ("med den", "med disse", "i den", "således ændrede")
        )  # "Med den ændring, at …, blev forslaget vedtaget"
    granted = one.rule.id.startswith("bevil")  # "bevilgede 15.000, når museet selv finder resten"
    reach = (SOON if granted else 1) if phrase in CLOSE else NEAR if phrase in VAGUE else FAR
    near = one.end <= condition.start <= one.end + reach
    return near and (outcome is Outcome.APPROVED or phrase.startswith(EXPLICIT))


__all__ = ["Verdict", "judge"]
