"""What a sentence of the record resolves: the rows of outcomes.jsonl, judged by the grammar around them.

The judgement follows the Danish clause: a participle needs its auxiliary or stands alone, an active verb needs the
meeting's own body as subject, a conditional or reported clause resolves nothing, a negation turns approval into
rejection. `rules/outcomes.jsonl` holds the words, this module the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from pipeline.components.persons import is_given_name
from pipeline.components.phrases import Found, PhraseRules
from pipeline.minutes import Outcome

# strongest first: the outcome a sentence with several is filed under
PRECEDENCE = (
    "withdrawn", "postponed", "returned", "referred", "rejected", "recommended", "approved_amended", "approved", "elected",
    "delegated", "decided", "agreed", "noted", "discussed", "no_remarks",
)  # fmt: skip
RANK = {name: rank for rank, name in enumerate(PRECEDENCE)}

BOUNDS = frozenset(', ; : – - ( ) ” “ " »'.split())
CONDITION = frozenset("hvis såfremt når inden før indtil om medmindre hvorvidt forudsat ifald hvornår".split())
SUBJUNCTION = CONDITION | frozenset("at som der da fordi mens hvorefter hvorfor idet hvilket hvor efter".split())
AUXILIARY = frozenset("blev bliver blevet blive er var bleve".split())
MODAL = frozenset("skal kan bør må vil kunne skulle burde ville måtte".split())
ARTICLE = frozenset("det den de en et nye øvrige samme dette denne disse sin sit sine vores hele".split())
NEGATION = frozenset("ikke hverken aldrig".split())
# words that may follow a participle used as predicate; a noun after it makes it an attribute
AFTER = frozenset(
    "af med som på i til uden og at for under idet hvorefter efter ved fra enstemmigt uændret dog herefter men da hvis eller samt endeligt via indtil blandt "
    "imod mod inden over jf jfr igen videre også således efterfølgende foreløbigt ikke der hvor hvilket denne dette disse vedr ind ud op ned om både begge alle "
    "en et den det de han hun følgende".split()
)
REPORT = frozenset(
    "oplyste oplyser fortalte fortæller orienterede orienterer nævnte nævner mente mener sagde siger spurgte spørger foreslog foreslår foreslået ønskede ønsker håber "
    "konstaterede konstaterer påpegede påpeger bemærkede bemærker forklarede forklarer indstiller indstillede understregede understreger vurderer vurderede "
    "opfordrede opfordrer refererede berettede beretter anførte anfører tilføjede tilføjer anmodede begærede bad beder forslag redegjorde gjorde nævnt oplyst foreslås "
    "forventer forventes frygter fremgår stillede kommenterede svarede svarer udtrykte gav".split()
)
OWN_ALWAYS = frozenset("vi man forsamlingen mødet alle medlemmerne deltagerne forum".split())
GENERIC = {
    "udvalget": "udvalg", "bestyrelsen": "bestyrelse", "rådet": "råd", "byrådet": "byråd", "kommunalbestyrelsen": "kommunalbestyrelse",
    "regionsrådet": "regionsråd", "generalforsamlingen": "generalforsamling", "gruppen": "gruppe", "styregruppen": "styregruppe",
    "menighedsrådet": "menighedsråd", "hovedbestyrelsen": "hovedbestyrelse", "repræsentantskabet": "repræsentantskab", "nævnet": "nævn",
    "kommissionen": "kommission", "direktionen": "direktion", "afdelingsmødet": "afdelingsmøde", "magistraten": "magistrat", "skolebestyrelsen": "skolebestyrelse",
    "organisationsbestyrelsen": "organisationsbestyrelse", "borgerrepræsentationen": "borgerrepræsentation", "forretningsudvalget": "forretningsudvalg",
    "økonomiudvalget": "økonomiudvalg", "ob": "organisationsbestyrelse", "hb": "hovedbestyrelse", "mr": "menighedsråd", "m-rådet": "menighedsråd", "ksg": "klyngestyregruppe",
}  # fmt: skip
COLLECTIVE = re.compile(
    r"(?:udvalg|råd|bestyrelse|gruppe|nævn|forsamling|kommission|direktion|repræsentation|repræsentantskab|forum|magistrat)(?:et|en|n)?s?$"
)
AGENT_OWN = re.compile(
    r"^(?:general)?forsamlingen|^bestyrelsen|^alle|^de\b|^medlemmerne|^(?:et|stort|klart|overvældende)\b.*flertal|^flertal|^samtlige|^byrådet|^udvalget|^rådet"
)
LABEL = re.compile(
    r"^(?:(?:[Aa]d\.?\s*)?(?:pkt\.?\s*|punkt\s*)?\d{1,2}(?:\s*(?:,|og|-|–)\s*\d{1,2})*\s*[.:)]|at\b|[-–•])\s*"
)
START_SKIP = frozenset(
    "herefter derefter enstemmigt eenstemmigt således dermed hermed efterfølgende endeligt blev er det dette punktet sagen foreløbigt".split()
)
EARLIER = re.compile(
    r"\b(?:på|ved|under|fra|til)\s+(?:det\s+|den\s+)?(?:sidste|forrige|seneste|foregående|tidligere)\s+(?:års?\s+)?(?:\w+\s+)?\w*(?:møde|mødet|generalforsamling|forsamling)\w*"
    r"|\bsidste\s+års\b|\bsidste\s+år\b|\btidligere\s+(?:er\s+|har\s+|blev\s+|besluttet|godkendt|vedtaget|aftalt)|\bi\s+sin\s+tid\b|\bi\s+fjor\b",
    re.I,
)


OTHER_ASSEMBLY = re.compile(
    r"\b(?:på|ved)\s+(?:den\s+\w+\s+)?(generalforsamling|årsmøde|repræsentantskabsmøde|stormøde|bestyrelsesmøde|afdelingsmøde|borgermøde|byrådsmøde|udvalgsmøde)(?:n|t|en|et)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Context:
    """What the judgement needs to know about the meeting and the record around the sentence."""

    body: str | None = None
    date: str | None = None
    title: str = ""  # of the item
    alone: bool = False  # the sentence is the item's whole record
    labelled: bool = True  # the document labels its sections
    council: bool = (
        False  # a council or committee of a public authority: it resolves by formula, tasks are not decisions
    )
    names: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Verdict:
    outcome: Outcome
    rule: str


def judge(stretch: Doc, rules: PhraseRules, context: Context) -> Verdict | None:
    """The outcome of one sentence, or None when it resolves nothing."""
    text = stretch.text.strip()
    if not text or text.rstrip('”"»').endswith("?"):
        return None
    found = longest(rules.find(stretch))
    if not found:
        return None
    words = [token.lower_ for token in stretch]
    sentence = Sentence(words, text, context, skip_label(words, text))
    valid = [(outcome, one) for one in found if (outcome := sentence.outcome(one, found)) is not None]
    if not valid:
        return None
    if contents := [pair for pair in valid if pair[1].rule.extra.get("form") == "infinitive"]:
        valid = contents  # "vedtog at udpege": what was resolved, not that it was
    if (
        (EARLIER.search(text) or elsewhere(text, context))
        and not re.match(r"referat|godkendelse|protokol", text, re.I)
        and not any(o in ("postponed",) for o, _ in valid)
    ):
        return None
    if winners := [pair for pair in valid if pair[1].rule.extra.get("wins")]:
        valid = winners  # a formula whose verb misleads
    conditions = [one for one in found if one.rule.extra.get("form") == "condition"]
    for outcome, one in valid:
        if outcome in ("approved", "decided") and (
            inside := [c for c in conditions if one.end <= c.start <= one.end + 12]
        ):
            begin = min(
                c.start for c in inside
            )  # what follows is the change itself: "med den ændring, at punkt 8 udgår"
            valid = [pair for pair in valid if pair[1].start < begin]
            break
    strongest = min(RANK[o] for o, _ in valid)
    for outcome, one in valid:
        if strongest < RANK["approved_amended"]:
            break
        if outcome in ("approved", "decided") and any(
            c.start < one.start and str(c.rule.pattern).startswith("med den") for c in conditions
        ):
            return Verdict(Outcome.APPROVED_AMENDED, next(c.rule.id for c in conditions if c.start < one.start))
        if outcome in ("approved", "decided") and any(
            one.end <= c.start <= one.end + (2 if c.rule.pattern in ("idet", "således at", "dog") else 12)
            for c in conditions
        ):
            condition = next(c for c in conditions if c.start >= one.end)
            if outcome == "decided" and not str(condition.rule.pattern).startswith(
                ("dog med", "med den", "med følgende")
            ):
                continue
            return Verdict(Outcome.APPROVED_AMENDED, condition.rule.id)
    outcome, best = min(valid, key=lambda pair: (RANK[pair[0]], pair[1].start - pair[1].end, pair[1].start))
    return Verdict(Outcome(outcome), best.rule.id)


def elsewhere(text: str, context: Context) -> bool:
    """Does the sentence tell of what another assembly resolved ("På generalforsamlingen blev det besluttet")?"""
    match = OTHER_ASSEMBLY.search(text)
    return bool(match) and match.group(1).lower()[:6] not in (context.body or "").lower()  # type: ignore[union-attr]


def longest(found: Sequence[Found]) -> list[Found]:
    """The rows found, without those that stand within a longer one of another label ("vedtog" in "vedtog, at")."""
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


def skip_label(words: Sequence[str], text: str) -> int:
    """How many tokens the label "Ad 1:" or "2. og 3. at" at the start takes up."""
    match = LABEL.match(text)
    if not match:
        return 0
    length, at = len(match.group().replace(" ", "")), 0
    while at < len(words) and length > 0:
        length -= len(words[at].strip())
        at += 1
    while at < len(words) and words[at] in ("at", ":", "og"):
        at += 1
    return at


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens of one sentence (lower case) with the tests that the forms of a row need."""

    words: Sequence[str]
    text: str
    context: Context
    first: int  # index of the first token after a label

    def outcome(self, one: Found, found: Sequence[Found]) -> str | None:
        form = str(one.rule.extra.get("form", "phrase"))
        label = one.rule.label
        if form == "condition":
            return None
        if form in ("nothing", "nothing_start"):
            return label if self.nothing(one, form) else None
        if form in ("whole", "whole_record"):
            return label if self.whole(one) and (form == "whole" or self.context.alone) else None
        if form == "infinitive":
            return label if self.infinitive(one, found) else None
        if self.hypothetical(one.start) or self.reported(one.start):
            return None
        test = {
            "participle": self.participle, "past": self.active, "organ": self.active, "s": self.passive, "start": self.starts,
            "taken": self.taken, "granted": self.granted, "phrase": lambda _: True,
        }[form]  # fmt: skip
        if not test(one) or not self.fits(label, one, form):
            return None
        if self.negated(one, form):
            return (
                "rejected"
                if label in ("approved", "recommended", "agreed") and form != "phrase" or label == "agreed"
                else None
            )
        return label

    def fits(self, label: str, one: Found, form: str) -> bool:
        """What an outcome asks of the sentence besides its form."""
        if label == "discussed":
            last = one.end >= len(self.words) - 2
            return (
                self.text.rstrip().endswith(":")
                or (self.context.labelled and last)
                or (self.bare(one.start) and (last or one.start == self.first))
            )
        if label == "recommended":
            return (
                self.context.labelled
                or form == "organ"
                or one.start == self.first
                or "over" in self.words[one.end : one.end + 2]
            )
        if label == "agreed":
            return not any(
                word in ("mange", "flere", "nogle", "enkelte", "fleste")
                for word in self.words[max(0, one.start - 4) : one.start]
            )
        if label == "elected" and "velkommen" in self.words:
            return False
        if label == "elected" and (year := re.search(r"\bvalgt\s+(?:i\s+)?(\d{4})\b", self.text)) and self.context.date:
            return year.group(1) == self.context.date[:4]
        if label == "elected" and form == "s":
            return bool(re.search(r"[A-ZÆØÅ][a-zæøå-]+\s+(?:[A-ZÆØÅ]\.?\s+)?[A-ZÆØÅ][a-zæøå]", self.text)) or any(
                is_given_name(word.title()) or word in ("alle", "begge", "bestyrelsen") for word in self.words
            )
        return True

    def clause(self, at: int) -> int:
        """Index of the first token of the clause that holds token `at`."""
        while at > 0 and self.words[at - 1] not in BOUNDS:
            at -= 1
        return at

    def hypothetical(self, at: int) -> bool:
        start = self.clause(at)
        if self.words[self.first : self.first + 1] and self.words[self.first] in (
            "hvis",
            "såfremt",
            "ifald",
            "medmindre",
        ):
            return True
        return any(word in CONDITION for word in self.words[start:at] if word != "om") or (
            at > start and self.words[start] == "om"
        )

    def reported(self, at: int) -> bool:
        """Does the token stand in an at-clause that someone said, thought or proposed?"""
        for i in range(at - 1, -1, -1):
            if self.words[i] in ("at", "om") and i > 0:
                before = self.words[max(0, i - 9) : i]
                inside = self.words[i + 1 : at + 1]
                resumed = any(a == "og" and b in AUXILIARY for a, b in zip(inside, inside[1:], strict=False))
                if any(word in REPORT for word in before) and not resumed:
                    return True
        return False

    def participle(self, one: Found) -> bool:
        i, j = one.start, one.end
        words = self.words
        after = words[j] if j < len(words) else "."
        if self.bare(i):
            return True
        start = self.clause(i)
        before = words[start:i]
        if i > 0 and words[i - 1] in ARTICLE and after.isalpha() and after not in AFTER:
            return False
        if "som" in before[:1] and not any(w in AUXILIARY for w in before):
            return False
        if after == "af" and not self.agent_is_own(j):
            return False
        auxiliary = [k for k in range(max(start, i - 14), i) if words[k] in AUXILIARY]
        if auxiliary:
            if any(words[k] in MODAL for k in range(start, i)):
                return False
            return not (before and before[0] in ("som", "der") and words[auxiliary[-1]] in ("er", "var") and start > 0)
        if any(word in ("har", "havde", "have", "haft", "får", "fik") for word in before) or any(
            word in MODAL for word in before
        ):
            return (
                "har" in before
                and self.own_subject(start, i)
                and one.rule.label in ("decided", "approved", "agreed", "elected", "delegated")
            )
        wide = words[max(0, i - 16) : i]
        if any(word in AUXILIARY for word in wide) and not any(
            word in ("har", "havde") or word in MODAL for word in wide
        ):
            return (
                after in BOUNDS or not after.isalpha() or after in AFTER
            )  # "gennemgået og godkendt", "forelagt, drøftet og godkendt"
        verbless = not any(word in AUXILIARY or word in ("har", "havde") for word in words[:i])
        return verbless and (not after.isalpha() or after in AFTER) and i - start <= 14

    def bare(self, i: int) -> bool:
        return all(word in START_SKIP or word in BOUNDS for word in self.words[self.first : i]) or i == 0

    def agent_is_own(self, j: int) -> bool:
        agent = " ".join(self.words[j + 1 : j + 5])
        return bool(AGENT_OWN.search(agent)) or any(self.is_own(word) for word in self.words[j + 1 : j + 4])

    def active(self, one: Found) -> bool:
        i, words = one.start, self.words
        if (
            i > 0
            and words[i - 1] in ARTICLE
            and one.end < len(words)
            and words[one.end].isalpha()
            and words[one.end] not in AFTER
        ):
            return False
        start = self.clause(i)
        if start > 0 and words[start] in SUBJUNCTION - {"hvorefter"}:
            return False
        if self.own_subject(start, i) or any(
            self.is_own(word) for word in words[one.end : one.end + (4 if i - start <= 2 else 1)]
        ):
            return True
        if self.own_subject(0, i) and not any(word in REPORT for word in words[:i]):
            return True
        return self.context.alone and i <= self.first + 1

    def own_subject(self, start: int, end: int) -> bool:
        return any(self.is_own(word) for word in self.words[start:end])

    def is_own(self, word: str) -> bool:
        """Is the word a name for this meeting's body?"""
        body = (self.context.body or "").lower()
        if word in OWN_ALWAYS:
            return True
        stem = GENERIC.get(word)
        if stem is None and COLLECTIVE.search(word):
            stem = re.sub(r"(?:et|en|n)$", "", word)
        if stem is None:
            return len(word) > 4 and bool(body) and word in body.split()
        if not body:
            return True
        if stem == "bestyrelse":
            return "generalforsamling" not in body and "bestyrelse" in body
        return stem in body or body.endswith(stem) or (stem == "gruppe" and "gruppe" in body)

    def passive(self, one: Found) -> bool:
        start = self.clause(one.start)
        return not any(word in MODAL for word in self.words[start : one.start]) and not (
            start > 0 and self.words[start] in ("som", "der") and one.start - start <= 2
        )

    def starts(self, one: Found) -> bool:
        return one.start <= self.first + (
            1 if self.words[self.first : self.first + 1] and self.words[self.first] in ("punktet", "sagen") else 0
        )

    def whole(self, one: Found) -> bool:
        rest = [word for k, word in enumerate(self.words) if not one.start <= k < one.end and k >= self.first]
        return all(
            not word.isalpha() or word in START_SKIP or word in ("udvalget", "bestyrelsen", "byrådet", "rådet", "blev")
            for word in rest
        )

    def nothing(self, one: Found, form: str) -> bool:
        if not self.context.alone:
            return False
        if form == "nothing":
            rest = [word for k, word in enumerate(self.words) if not one.start <= k < one.end and word.isalpha()]
            return len(rest) <= 4 and one.start <= 2
        return one.start <= 3 and len(self.words) <= 16

    def taken(self, one: Found) -> bool:
        return self.bare(one.start) or any(
            word in ("taget", "tages", "tog", "tage", "blev") for word in self.words[: one.start]
        )

    def granted(self, one: Found) -> bool:
        return (
            any(word in ("fik", "får", "gav", "giver", "gives", "givet") for word in self.words[: one.start])
            and "gerne" not in self.words
        )

    def infinitive(self, one: Found, found: Sequence[Found]) -> bool:
        """The first verb after "besluttede at": the decision's content gives the outcome."""
        i = one.start
        if self.hypothetical(i) or self.reported(i):
            return False
        for lead in found:
            if lead.rule.label in ("decided", "agreed", "approved") and lead.end <= i + 1 and lead is not one:
                between = self.words[lead.end : i]
                at_inside = "at" in between or self.words[lead.end - 1] == "at"
                if (
                    at_inside
                    and len(between) <= 5
                    and not any(word in NEGATION for word in between)
                    and self.outcome(lead, []) is not None
                ):
                    return True
        return False

    def negated(self, one: Found, form: str) -> bool:
        words = self.words
        if any(word in NEGATION for word in words[one.start : one.end]):
            return False  # the row itself holds the negation
        start = self.clause(one.start)
        if any(word in NEGATION for word in words[start : one.start]):
            return True
        if one.rule.label in ("decided", "agreed") and form in ("past", "organ", "participle", "s"):
            return any(
                word in NEGATION for word in words[start : one.start]
            )  # after the verb the negation is its content
        if words[start : start + 1] == ["ingen"] or "ingen" in words[max(start, one.start - 3) : one.start]:
            return True
        return form in ("s", "past", "organ") and any(word in NEGATION for word in words[one.end : one.end + 2])
