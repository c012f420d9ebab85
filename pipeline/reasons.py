"""The reasons that the program gives where no row of a rule file decided: they stand in `rule` beside the rows' ids."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """An id as it is stored. `DESCRIPTIONS` says in Danish what it means."""

    TASK_MARKED = "opgave-mærket"
    TASK_KEEPER = "opgave-tovholder"
    TASK_OFFICE = "opgave-forvaltning"
    TASK_WILL = "opgave-vil"
    TASK_PERSON = "opgave-person"
    TASK_OWNED = "opgave-ansvarlig"
    TASK_PASSIVE = "opgave-passiv"
    ANSWER = "svar-ja-nej"
    ELECTED_IN_LIST = "valgt-liste"
    REPORTED = "gengivet-i-sagen"
    GRANTED = "får-beløb"
    FROM_NOW = "gælder-fremover"
    PUT_FORWARD = "stiller-forslag"
    PAID_BY = "betales-af"
    VOTE_COUNT = "stemte-for-og-imod"
    WAITS = "sag-afventer"
    PASSED_ON = "sendes-videre"
    STATED = "angivet-under-beslutning"
    RESTATED = "gentager-indstilling"
    CHANGED_BEFORE = "ændret-forinden"
    TOPIC_BOLD = "emne-fremhævet"
    TOPIC_SPACED = "emne-luft"
    TOPIC_PLAIN = "emne-alene"
    TOPIC_CAPITALS = "emne-versaler"
    TOPIC_RUN_IN = "emne-forrest"
    TOPIC_COLUMN = "emne-kolonne"
    WHOLE_RECORD = "uden-overskrifter"
    UNLABELLED = "uden-rubrik"
    RECORD_COLUMN = "spalte-referat"
    RECORD_ITALIC = "kursiv-referat"
    SUBHEAD = "mellemrubrik"


DESCRIPTIONS: dict[Reason, str] = {
    Reason.TASK_MARKED: "Linjen er mærket som aktion eller opgave.",
    Reason.TASK_KEEPER: "Sætningen udpeger en tovholder.",
    Reason.TASK_OFFICE: "Forvaltningen eller en leder får en opgave i nutid.",
    Reason.TASK_WILL: "En person eller bestyrelsen vil gøre noget.",
    Reason.TASK_PERSON: "En person eller bestyrelsen får en opgave i nutid.",
    Reason.TASK_OWNED: "Noget skal gøres, og den ansvarlige står i margenen ud for linjen.",
    Reason.TASK_PASSIVE: "Der indhentes, bestilles eller indkaldes: et ærinde, som kun kan være bestyrelsens eget.",
    Reason.ANSWER: "Bestyrelsens svar på det, den er spurgt om, er ja eller nej.",
    Reason.ELECTED_IN_LIST: "Et navn på listen under et punkt om valg.",
    Reason.REPORTED: "Sagsfremstillingen fortæller, hvad et organ har besluttet på et tidligere møde.",
    Reason.GRANTED: "Nogen får et beløb, uden at ordet bevilget står der.",
    Reason.FROM_NOW: "Sætningen siger i nutid, hvad der fremover gælder eller koster.",
    Reason.PUT_FORWARD: "Bestyrelsen stiller forslag til sin generalforsamling eller en anden.",
    Reason.PAID_BY: "Sætningen siger, hvem i foreningen der betaler.",
    Reason.VOTE_COUNT: "Stemmetallene afgør det: flere for end imod, eller omvendt.",
    Reason.WAITS: "En sag eller et forslag afventer noget.",
    Reason.PASSED_ON: "Sagen eller spørgsmålet sendes videre til andre.",
    Reason.STATED: "Et afsnit med rubrikken Beslutning angiver i nutid, hvad der gælder eller skal ske.",
    Reason.RESTATED: "Sætningen gentager et punkt i indstillingen uden at sige, at det er vedtaget.",
    Reason.CHANGED_BEFORE: "Det godkendte blev ændret lige forinden.",
    Reason.TOPIC_BOLD: "En kort linje i fed eller større skrift med tekst under sig.",
    Reason.TOPIC_SPACED: "En kort linje med luft over sig og tekst tæt under sig.",
    Reason.TOPIC_PLAIN: "En kort linje uden punktum over et afsnit, og sådan hele dokumentet igennem.",
    Reason.TOPIC_CAPITALS: "En kort linje med versaler og luft over sig og tekst under sig.",
    Reason.TOPIC_COLUMN: "En celle i en tabels kolonne med emner, og referatet ved siden af.",
    Reason.TOPIC_RUN_IN: "Emnet står først i afsnittet foran kolon eller tankestreg, og sådan hele dokumentet igennem.",
    Reason.WHOLE_RECORD: "Referatet har ingen overskrifter og er ét punkt.",
    Reason.UNLABELLED: "Teksten under punktet har ingen rubrik.",
    Reason.RECORD_COLUMN: "Teksten står i tabellens spalte for referat eller beslutning.",
    Reason.RECORD_ITALIC: "Dagsordenen er sat med almindelig skrift og referatet med kursiv.",
    Reason.SUBHEAD: "En mellemrubrik i sagens fremstilling.",
}
TASKS = frozenset(reason for reason in Reason if reason.startswith("opgave-"))
