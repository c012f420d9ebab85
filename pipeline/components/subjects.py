"""Who does it: the persons or the body that a sentence begins with."""

from __future__ import annotations

import re

from pipeline.components.persons import NAME, NOT_A_NAME, is_given_name

BODY = re.compile(
    r"""
    (?: [Bb]estyrelsen | [A-ZÆØÅ][a-zæøå]*(?<!mmunal)(?<!mmune)bestyrelsen | [Uu]dvalget | [Ff]ormanden
      | [Nn]æstformanden | [Kk]assereren | [Ss]ekretæren
      | [Ff]ormandskabet | [Ff]orretningsudvalget | [Aa]dministrationen | [Pp]ersonalet | [Dd]irektionen
      | [Dd]irektøren | [Ff]orældrene | [Aa]fdelingerne | [Ff]orvaltningen
      | [Ff]orretningsføreren
      | [Ss]ekretariatet | [Ll]edelsen | [Aa]dministrator | [Aa]dm\. | [Vv]iceværten | [Ss]kolelederen | [Kk]ontoret
      | Alle(?!\s+\w+er\s+(?:samt|\w+[rs]|vil|skal|kan|blev|\w*(?:gik|fik|stod|kom)|\w+[det]e)\b) # "Alle poster gik"
      | [Ee]n\ arbejdsgruppe | [Aa]rbejdsgruppen
      | [Dd]en\ (?:kommende|nye)\ bestyrelse
      | (?:Formand | Næstformand | Kasserer | Sekretær) (?:\ og\ (?:næstformand|kasserer|sekretær))?
        (?=\s+(?:skriver(?!\ under)|kontakter|undersøger|sender|tager|laver|udarbejder|indkalder|følger|mødes)\b)
      | (?:[Kk]lubben|[Ff]oreningen|[Pp]rovsten|[Hh]ospitalet|[Kk]ommunerne)  # which mostly just are and do
        (?=\s+(?:vil|sørger|kontakter|undersøger|bestiller|indhenter|sender|skriver|afdækker|vender\s+tilbage
                 |indkalder|tager\s+kontakt|taler\s+med|ringer|retter|finder\s+(?:en|et)|sætter|laver|udarbejder)\b)
      | [Rr]ektor | [Kk]irkeværgen | [Ss]ognepræsten | [Kk]ordegnen | [Gg]raveren | [Hh]avnefogeden | [Ii]nspektøren
      | [Ss]ouschefen | [Vv]icerektor
      | (?:[Pp]edellen
          | (?i:\w{0,20}(?:træn|gartn|tømr|mur|elektrik|bestyr|undervis|lær|medarbejd|tovhold|forretningsfør)eren))
        (?=\s+(?:sørger|kontakter|undersøger|bestiller|indhenter|ringer|spørger|indkalder|tager\s+(?:kontakt|fat|sig\s+af)
                 |laver|retter|rydder|ordner|skriver\s+til)\b)
      | [A-ZÆØÅ][a-zæøå]+(?:personen|konsulenten|koordinatoren|inspektøren|direktøren)
      | [A-ZÆØÅ][\w-]+(?:forvaltningen|sekretariatet|administrationen|teamet|ledelsen|sekretæren|afdelingen)
      | [A-ZÆØÅ][a-zæøå]+(?:lederen|lederne|mesteren|chefen|ansvarlige|gruppen|grupperne|udvalget
                        |foreningen|kontoret|rådet|repræsentanterne) )
    (?=\s)
    """,
    re.X,
)
# "Formand Karen Holm tilmelder rådet"
OFFICE_OF = re.compile(
    r"(?:[Ff]ormand|[Nn]æstformand|[Kk]asserer|[Ss]ekretær|[Rr]ektor|[Ss]koleleder|[Pp]rovst|[Ss]ognepræst|[Kk]irkeværge"
    r"|[Kk]ontaktperson|[Gg]raver|[Dd]ekan|[Ii]nstitutleder|[Dd]irektør|[Vv]icevært|[Vv]armemester)\s(?=[A-ZÆØÅ])"
)
JOINED = re.compile(r"\s*(?:,|og|samt|&|\+|/)\s*(?:evt\.\s*)?(?=[A-ZÆØÅ])")
AND_OFFICE = re.compile(r"\s+og\s+[a-zæøå]{4,40}(?:en|eren|ne|udvalget|rådet)(?=\s)")  # "Kim og pedellen"
INITIALS = re.compile(r"[A-ZÆØÅ]{2,4}")
WHO_THEY_ARE = re.compile(r"\s*\([^()]{2,80}\)(?=\s)")  # "Festudvalget (Karen, Per og Bo) booker musik"
DOTTED = re.compile(r"(?:[A-ZÆØÅ]\.\s?){2,3}(?=\s*(?:og|samt|&|,)?\s)")  # "B. D. og K. H. ringer"


def subject_end(text: str, names: frozenset[str]) -> int:
    """End of the subject at the start of the sentence: one or more persons, or a body; 0 when there is none."""
    if body := BODY.match(text):
        at = past_brackets(text, body.end())
        if office := AND_OFFICE.match(text, at):  # "Formanden og provsten"
            return office.end()
        joint = JOINED.match(text, at)  # "Formanden og Karen"
        return (joint.end() + len(name.group())) if joint and (name := NAME.match(text, joint.end())) else at
    office_of = OFFICE_OF.match(text)
    at = office_of.end() if office_of else 0
    while name := DOTTED.match(text, at) or NAME.match(text, at):
        first = name.group().split()[0].rstrip(".")
        known = is_known(first, names) or INITIALS.fullmatch(first) is not None or name.re is DOTTED
        if not known or NOT_A_NAME.search(name.group()):
            return 0
        at = past_brackets(text, name.end())
        if office := AND_OFFICE.match(text, at):
            return office.end()
        joint = JOINED.match(text, at)
        if not joint:
            return at
        at = joint.end()
    return 0


def past_brackets(text: str, at: int) -> int:
    """The offset behind what stands in brackets after a subject, `at` where nothing does."""
    brackets = WHO_THEY_ARE.match(text, at)
    return brackets.end() if brackets else at


def is_known(name: str, names: frozenset[str]) -> bool:
    return name.lower() in names or is_given_name(name)
