"""The grammar of one sentence of the record: does a phrase found in it resolve something?

A participle needs its auxiliary or stands alone, an active verb needs the meeting's own body as subject, a conditional
or reported clause resolves nothing, a negation turns approval into rejection. Words are tokens in lower case, and
places are indexes into them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from pipeline.components.bodies import is_own
from pipeline.components.choosing import chooses_somebody, chooses_thing, elects, welcomed
from pipeline.components.context import Context
from pipeline.components.function_words import (
    AFTER,
    ARTICLE,
    AUXILIARY,
    BODY_WORDS,
    BOUNDS,
    CONDITION,
    HAVE,
    IF,
    MODAL,
    NEGATION,
    OPENING,
    REPORT,
    SUBJUNCTION,
    VAGUE_MANY,
)
from pipeline.components.phrases import Found
from pipeline.components.word_order import governing, has, label_length, proposed
from pipeline.minutes import Outcome

AGENT_OWN = re.compile(
    r"""
    ^(?: (?:general)?forsamlingen | bestyrelsen | alle | de\b | medlemmerne | flertal | samtlige | byrådet | udvalget
       | rådet | (?:et|stort|klart|overvældende)\b.*flertal )
    """,
    re.X,
)
# to agree on what something is like resolves nothing
OPINION = re.compile(
    r"""
    \benig(?:e|hed)?\b [^.]{0,25} \bom,?\s+at\s+ [^,.]{2,60}? \s
    (?:er(?:\s+blevet)?|var|lyder|virker|ha(?:r|vde)\s+været)\s+(?:en\s+|et\s+)?
    (?: (?:alt\s+)?for | meget | ret | ekstra | svær\w* | god\w* | fin\w* | skæv\w* | dårlig\w* | dyr\w* | flot\w*
      | urimelig\w* | uheldig\w* | positiv\w* ) \b [^.,]{0,40} \.?$
    | \benig(?:e|hed)?\b [^.]{0,25} \bom,?\s+at\s+det\s+(?:ikke\s+går|går\s+ikke|har\s+\w+\s+(?:svært|nemt))\b
    """,
    re.I | re.X,
)
TO_TREAT = frozenset(
    "forslag bemærkninger punkter kommentarer spørgsmål sager emner indlæg ændringer indsigelser".split()
)
ACTORS = ("manden", "udvalget", "bestyrelsen", "rådet", "nævnet", "gruppen", "forsamlingen", "punktet", "sagen", "det")
OTHERS = re.compile(r"\w{3,}(?:ets|ens|nes)|tidligere|forrige|gamle")  # whose the body is, or that it is no more
# what a matter may be taken up in that is no body: times, and what comes with them
TIME = re.compile(
    r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zæøå]*|(?:for|efter)år(?:et)?|sommer(?:en)?|vinter(?:en)?|\w*år(?:et)?"
    r"|uge\w*|måneden?|kvartal(?:et)?|forbindelse|løbet|starten|begyndelsen|slutningen|midten|tide|morgen|dag|aften"
    r"|fremtiden|sammenhæng|god|bedre|ferien|påsken|julen|weekenden|sæson(?:en)?|(?:første|anden)|eftersommeren|q\d|næste"
    r"|\w*møde(?:t)?|\w*forsamling(?:en)?"
)
USUALLY = ("altid", "normalt", "løbende", "hvert", "hver", "øjeblikket", "sædvanligt", "sædvanlig", "typisk")
BEFORE = ("allerede", "forinden", "tidligere", "forvejen", "mail")  # "var godkendt pr. mail", before this meeting
THEREBY = ("herefter", "hermed", "dermed", "derefter", "således")
RESULTS = frozenset({Outcome.DECIDED, Outcome.APPROVED, Outcome.AGREED, Outcome.ELECTED, Outcome.DELEGATED})
LEADS = frozenset({Outcome.DECIDED, Outcome.AGREED, Outcome.APPROVED})
REFUSES, DENIES = "… ikke at", "afviser … at"
REACH = 14  # words between an auxiliary and its participle

PASSIVE = re.compile(r"[a-zæøå]{3,}es")
# a verb with which a row may end: "følges", "bortfalder", "får"
FINITE = re.compile(
    r"(?!(?:over|efter|under|eller|heller|hver|for|der|her)$)(?:[a-zæøå]+(?:es|[eåø]r)|blev|var|fik|gik)"
)


class Clause(Struct, frozen=True):
    """One sentence with the tests that the forms of a row need."""

    words: Sequence[str]
    text: str
    context: Context
    first: int  # index of the first word after a label

    @classmethod
    def of(cls, words: Sequence[str], text: str, context: Context) -> Clause:
        return cls(words, text, context, label_length(words, text))

    def outcome(self, one: Found, found: Sequence[Found]) -> Outcome | None:
        """What the row found at `one` resolves here; `found` are all rows of the sentence."""
        form = str(one.rule.extra.get("form", "phrase"))
        if form in ("condition", "decoy"):
            return None
        label = Outcome(one.rule.label)
        match form:
            case "nothing" | "nothing_start":
                return label if self.says_nothing(one, form) else None
            case "whole":
                return label if self.is_whole(one) else None
            case "whole_record":
                return label if self.is_whole(one) and self.context.alone else None
            case "infinitive":
                return self.named(label) if self.is_content(one, found) else None
        if self.hypothetical(one.start) or self.reported(one.start):
            return None
        if not self.has_form(one, form) or not self.fits(label, one, form):
            return None
        if form in ("phrase", "start") and self.denied_behind(one):
            return negation_of(label, "s")
        if self.negated(one, form):
            return negation_of(label, form) if "enig" not in str(one.rule.pattern) else None  # no agreement, no result
        if (other := one.rule.extra.get("elsewhere")) and self.goes_elsewhere(one.end):
            return Outcome(str(other))
        return self.named(label)

    def goes_elsewhere(self, at: int) -> bool:
        """ "tages op i grundejerforeningen": does something else stand right behind than a time or the own body?"""
        named = next((word for word in self.words[at : at + 4] if word not in ARTICLE), "")
        return not (
            TIME.fullmatch(named) or is_own(named, self.context.body, self.context.cases) or not named[:1].isalpha()
        )

    def named(self, label: Outcome) -> Outcome:
        """The outcome, where an election needs somebody to be elected."""
        thing = chooses_thing(self.text, self.words) or ("vælger" in self.words and not chooses_somebody(self.text))
        return Outcome.DECIDED if label is Outcome.ELECTED and thing else label

    def has_form(self, one: Found, form: str) -> bool:
        if REFUSES in str(one.rule.pattern) and self.words[one.end - 4 : one.end - 2][:1] == ["og"]:
            return False  # "besluttede at vente og ikke at godkende planen endnu"
        if str(one.rule.pattern) == DENIES and "," in self.words[one.start : one.end]:
            return False  # "Bestyrelsen afviser, at der har været rod i regnskabet"
        match form:
            case "participle":
                return self.participle(one)
            case "past" | "organ":
                return self.active(one)
            case "s":
                return self.passive(one)
            case "start":
                after_topic = one.start > 0 and self.words[one.start - 1] == ":"
                return after_topic or one.start <= self.first + (self.starts_with("punktet", "sagen"))
            case "taken":
                before = self.words[: one.start]
                return self.opens(one.start) or has(before, "taget", "tages", "tog", "tage", "blev")
            case "granted":
                return self.granted(self.words[: one.start])
            case "phrase":
                return not (PASSIVE.fullmatch(self.words[one.end - 1]) and self.done_by_another(one.end))
        raise ValueError(f"{one.rule.place}: unknown form {form!r}")

    def fits(self, label: Outcome, one: Found, form: str) -> bool:
        """What an outcome asks of the sentence besides its form."""
        words = self.words
        match label:
            case Outcome.DISCUSSED:  # discussion is an outcome only where nothing more is said
                last = one.end >= len(words) - 2
                opens = self.opens(one.start) and (last or one.start == self.first)
                question = words[one.end : one.end + 2] in ([",", "om"], [",", "hvorvidt"])
                formal = self.context.council and form == "past" and not question  # "Udvalget drøftede status."
                whole = self.context.alone or formal or (self.context.labelled and last)
                return self.text.rstrip().endswith(":") or opens or whole
            case Outcome.RECOMMENDED:
                addressed = one.start == self.first or "over" in words[one.end : one.end + 2]
                answers = self.starts_with("indstillingen", "indstillingerne")
                return self.context.labelled or form == "organ" or addressed or answers
            case Outcome.AGREED:
                if OPINION.search(self.text):
                    return False
                return VAGUE_MANY.isdisjoint(words[max(0, one.start - 4) : one.start])
            case Outcome.ELECTED:
                # only the present ("vælges") may tell of what is still to come
                present = form == "s" and not self.words[one.end - 1].endswith(("tes", "des"))
                if self.words[one.start] == "vælger":
                    return True
                elected = elects(self.text, self.words, self.context.date, present=present)
                return elected and not welcomed(self.words[: one.start])
        return True

    def granted(self, before: Sequence[str]) -> bool:
        """ "fik mandat", "blev givet lov", but neither "kunne få lov" nor "havde givet tilsagn"."""
        given = has(before, "fik", "får", "gav", "giver", "gives") or (
            "givet" in before and not AUXILIARY.isdisjoint(before)
        )
        return given and MODAL.isdisjoint(before) and not has(before, "havde") and "gerne" not in self.words

    def clause_start(self, at: int) -> int:
        """Index of the first word of the clause that holds word `at`."""
        while at > 0 and self.words[at - 1] not in BOUNDS:
            at -= 1
        return at

    def clause_end(self, at: int, reach: int) -> int:
        """Index behind the last word of the clause that begins at word `at`, at most `reach` words on."""
        end = at
        while end < min(at + reach, len(self.words)) and self.words[end] not in BOUNDS:
            end += 1
        return end

    def starts_with(self, *words: str) -> bool:
        return has(self.words[self.first : self.first + 1], *words)

    def hypothetical(self, at: int) -> bool:
        """Does the word stand in a conditional sentence, or behind "når", "inden" and their like in its clause?"""
        start = self.clause_start(at)
        if self.starts_with(*IF) or not CONDITION.isdisjoint(self.words[start:at]):
            return True
        return at > start and self.words[start] == "om"

    def reported(self, at: int) -> bool:
        """Does the word stand in an at-clause that someone said, thought or proposed?"""
        words = self.words
        for i in range(1, at):
            before = words[max(0, i - 9) : i]
            clause = "at" in words[i : i + 3]  # "et forslag om en fest faldt" has none
            if words[i] not in ("at", "om"):
                continue
            if REPORT.isdisjoint(before) and not (clause and proposed(before)) and not self.advised(max(0, i - 9), i):
                continue
            inside = words[i + 1 : at + 1]
            if self.goes_on_in_which(i, at) or self.on_proposal(i, at):
                continue  # "…, hvilket bestyrelsen vedtog", "Forslag om at … vedtages."
            if inside[:-1].count("men"):
                continue  # "der var forslag om pølser, men vi blev enige om suppe"
            if not any(a == "og" and b in AUXILIARY for a, b in zip(inside, inside[1:], strict=False)):
                return True  # "… oplyste, at … og blev godkendt" would go back to the main clause
        return False

    def goes_on_in_which(self, joint: int, at: int) -> bool:
        """ "…, hvilket bestyrelsen vedtog", "…, hvilket blev vedtaget": which clause holds word `at`?"""
        return any(
            self.words[k] == "hvilket"
            and self.words[k - 1] == ","
            and (self.words[k + 1] in AUXILIARY or self.names_body(k + 1, k + 2))
            for k in range(joint + 1, at)
        )

    def on_proposal(self, joint: int, at: int) -> bool:
        """ "Bestyrelsens forslag om at … blev vedtaget": the verb of a sentence that opens with the proposal."""
        opens = self.words[joint - 1] in ("forslag", "forslaget") and joint <= self.first + 3
        told = not AUXILIARY.isdisjoint(self.words[max(joint, at - 3) : at])
        return opens and (told or at >= len(self.words) - 3)

    def advised(self, start: int, end: int) -> bool:
        """ "Karen Holm stemte imod og anbefaler, at …": a member's advice, where the body's own is a decision."""
        return has(self.words[start:end], "anbefaler", "anbefalede") and not self.names_body(0, end)

    def participle(self, one: Found) -> bool:
        """ "blev godkendt", "har godkendt" with the own body as subject, or the participle alone: "Godkendt."."""
        words, i = self.words, one.start
        after = words[one.end] if one.end < len(words) else "."
        if self.opens(i):
            return True
        if self.is_attribute(one):
            return False
        start = self.clause_start(i)
        before = words[start:i]
        relative = has(before[:1], "som", "der")
        auxiliaries = [word for word in words[max(start, i - REACH) : i] if word in AUXILIARY]
        if before[:1] == ["som"] and start > 0 and not any(word in AUXILIARY for word in before):
            return False
        if after == "af" and one.rule.label != Outcome.WITHDRAWN and not self.agent_is_own(one.end + 1):
            return False  # a proposal is withdrawn by whoever made it
        if auxiliaries:
            now = has(before, *THEREBY)  # "…, der herefter var godkendt"
            told = relative and auxiliaries[-1] in ("er", "var") and start > 0 and not now  # "…, som er godkendt af …"
            was = auxiliaries[-1] == "var" and has(words, *BEFORE)
            return MODAL.isdisjoint(governing(before)) and not told and not was
        if not HAVE.isdisjoint(before) or not MODAL.isdisjoint(before):
            return "har" in before and self.names_body(start, i) and one.rule.label in RESULTS
        predicate = not after.isalpha() or after in AFTER
        wide = words[max(0, i - REACH - 2) : i]
        if not AUXILIARY.isdisjoint(wide) and not has(wide, "har", "havde") and MODAL.isdisjoint(wide):
            return predicate  # "blev gennemgået og godkendt", "blev forelagt, drøftet og godkendt"
        verbless = AUXILIARY.isdisjoint(words[:i]) and not has(words[:i], "har", "havde")
        wanted = has(before, "foreslog", "foreslår", "ønskede", "ønsker")  # "Karen foreslog taksten fastholdt"
        return verbless and predicate and not wanted and i - start <= REACH

    def is_attribute(self, one: Found) -> bool:
        """ "det godkendte regnskab": an article before it and a noun behind it."""
        after = self.words[one.end : one.end + 1]
        article = one.start > 0 and self.words[one.start - 1] in ARTICLE
        return article and any(word.isalpha() and word not in AFTER for word in after)

    def opens(self, at: int) -> bool:
        """Do only adverbs and the like stand before the word: "Punktet blev herefter …"?"""
        return all(word in OPENING or word in BOUNDS for word in self.words[self.first : at])

    def agent_is_own(self, at: int) -> bool:
        """Does "af …" name the meeting's own body? `at` is the word behind "af"."""
        return bool(AGENT_OWN.search(" ".join(self.words[at : at + 4]))) or self.names_body(at, at + 3)

    def active(self, one: Found) -> bool:
        """ "Udvalget godkendte …": the own body is the subject, before the verb or right behind it."""
        if self.is_attribute(one):
            return False
        i = one.start
        start = self.clause_start(i)
        which = self.words[start] == "hvilket" and self.names_body(start + 1, start + 3)
        if start > 0 and self.words[start] in SUBJUNCTION and not which:
            return False
        if self.names_body(start, i) or self.names_body(one.end, self.clause_end(one.end, 4 if i - start <= 2 else 1)):
            return True
        if self.names_body(0, i) and REPORT.isdisjoint(self.words[:i]):
            return True
        return self.context.alone and (
            i <= self.first or (i == self.first + 1 and self.acts_here(self.words[self.first]))
        )

    def acts_here(self, word: str) -> bool:
        """Is it one who acts at meetings: the chair, or a body, but for the board, which proposes to an assembly?

        An adverb before the verb says nothing of who acts.
        """
        return word in OPENING or (word != "bestyrelsen" and word.endswith(ACTORS))

    def names_body(self, start: int, end: int) -> bool:
        """Does the own body stand there, and not another's ("museets bestyrelse")?"""
        public = self.context.cases  # cases are a public body's
        own = (
            at for at in range(start, min(end, len(self.words))) if is_own(self.words[at], self.context.body, public)
        )
        return any(at == 0 or not OTHERS.fullmatch(self.words[at - 1]) for at in own)

    def passive(self, one: Found) -> bool:
        """ "Regnskabet godkendes": no modal verb before it, and no relative clause."""
        start = self.clause_start(one.start)
        relative = start > 0 and self.words[start] in ("som", "der") and one.start - start <= 2
        relative = relative or self.words[max(start, one.start - 1)] == "som"
        told = one.rule.label == Outcome.DECIDED and (has(self.words, *USUALLY) or self.done_by_another(one.end))
        return MODAL.isdisjoint(self.words[start : one.start]) and not relative and not told

    def done_by_another(self, at: int) -> bool:
        return self.words[at : at + 1] == ["af"] and not self.agent_is_own(at + 1)

    def is_whole(self, one: Found) -> bool:
        """Is the phrase the whole sentence but for adverbs and the body's name?"""
        rest = [*self.words[self.first : one.start], *self.words[max(one.end, self.first) :]]
        return all(not word.isalpha() or word in OPENING or word in BODY_WORDS for word in rest)

    def says_nothing(self, one: Found, form: str) -> bool:
        """Is "ingen bemærkninger" the item's whole record?"""
        if not self.context.alone:
            return False
        if form == "nothing":
            more = self.words[one.end :] if self.words[one.start : one.end] == ["ingen"] else []
            if sum(map(str.isalpha, more)) > 1 and TO_TREAT.isdisjoint(more):
                return False  # "Julefrokost: ingen fælles i år."
            rest = [word for word in (*self.words[: one.start], *self.words[one.end :]) if word.isalpha()]
            return len(rest) <= 4 and one.start <= 2
        return one.start <= 3 and len(self.words) <= 16

    def is_content(self, one: Found, found: Sequence[Found]) -> bool:
        """Is it the first verb after "besluttede at"? The content of a decision gives its outcome."""
        if self.hypothetical(one.start) or self.reported(one.start):
            return False
        for lead in found:
            if lead.rule.label not in LEADS or lead.end > one.start + 1 or lead is one:
                continue
            between = self.words[lead.end : one.start]
            joined = "at" in between or self.words[lead.end - 1] == "at"
            if joined and len(between) <= 5 and NEGATION.isdisjoint(between) and self.outcome(lead, ()):
                return True
        return False

    def denied_behind(self, one: Found) -> bool:
        """ "Tilladelsen gives ikke": is the verb denied with which the row's words end?"""
        behind = self.words[one.end : one.end + 2]
        denied = has(behind[:1], *NEGATION) or (
            has(behind[:1], "endnu", "dog", "derfor") and has(behind[1:], *NEGATION)
        )
        held = not NEGATION.isdisjoint(str(one.rule.pattern).split())
        return denied and not held and FINITE.fullmatch(self.words[one.end - 1]) is not None

    def negated(self, one: Found, form: str) -> bool:
        words = self.words
        if not (NEGATION | {"ingen"}).isdisjoint(str(one.rule.pattern).split()):
            return False  # the row itself holds the negation
        if not NEGATION.isdisjoint(words[max(one.start, self.clause_start(one.end - 1)) : one.end]):
            return True  # in a gap of the row
        start = self.clause_start(one.start)
        near = max((i + 1 for i in range(start, one.start) if words[i] in ("og", "men")), default=start)
        if not NEGATION.isdisjoint(words[near : one.start]):
            return True
        if one.rule.label in (Outcome.DECIDED, Outcome.AGREED) and form in ("past", "organ", "participle", "s"):
            return False  # behind the verb the negation is its content: "besluttede ikke at", "aftalt ikke at"
        if words[start : start + 1] == ["ingen"] or "ingen" in words[max(start, one.start - 3) : one.start]:
            return True
        return form in ("s", "past", "organ") and not NEGATION.isdisjoint(words[one.end : one.end + 2])


def negation_of(label: Outcome, form: str) -> Outcome | None:
    """ "ikke godkendt" rejects; what was not noted or not discussed is no outcome."""
    refused = label in (Outcome.APPROVED, Outcome.RECOMMENDED) and form != "phrase"
    return Outcome.REJECTED if refused or label is Outcome.AGREED else None
