"""Verbs of persons and offices: those that give nobody a task, and what makes one of them a task all the same."""

from __future__ import annotations

import re

# present-tense verbs that describe, think or report: they give nobody a task
IDLE = frozenset(
    """
    er har kan vil skal bør må mener synes tror ønsker foreslår oplyser fortæller siger nævner efterlyser gør takker
    beklager håber anbefaler opfordrer kommer bor står hedder får bliver viser forventer modtager genopstiller udtræder
    fratræder indstiller beretter aflægger konstaterer finder savner undrer roser glæder refererer redegør præsenterer
    byder fremhæver understreger supplerer svarer kommenterer forklarer udtrykker deltager repræsenterer ved hører ser
    føler kender ejer koster ligger sidder bruger arbejder går vurderer betyder består indeholder omfatter fungerer
    giver holder støtter fremlægger orienterer fortsætter ligner trænger mangler kræver påpeger bemærker hilser minder
    oplever overvejer stopper forslår tilbyder plejer vælger besidder udgør overrækker stiller opstiller ophører afgår
    undskylder hilste lukker henviser henstiller træder afholder anser formoder bekræfter yder indbyder afslutter
    forsætter frygter tilhører husker var når forstår tør peger for over under efter eller der her hvor hver især
    afventer benytter gennemgår klager hælder spiller synger prædiker afviser benægter
    tvivler ankommer motiverer begrunder konstituerer efterspørger
    """.split()
)
# what makes an idle verb a task all the same
ACTIVE = re.compile(
    r"""
    \b(?: tager\s+(?:kontakt|sig\ af|spørgsmålet|initiativ|fat|hånd|det\ (?:op|med)|den|forslaget|referat|sagen
                    |opgaven|over
                    |en\ snak|med\ til)
        | holder\s+(?:\w+\s+(?:orienteret|opdateret)|(?:\w+\s+)?øje\b|(?:et\s+)?møde\s+(?:med|den|d\.))
        | gør\s+(?:krav|rent|klar|det\s+(?:inden|i\s|til\s|snarest|hurtigst|færdigt?))
        | får\s+(?:(?:et|to|tre|\d+|nye?|flere)\s+){0,2}(?:tilbud|priser)\b
        | får\s+(?:styr\s+på | \w+\s+på\s+plads | fat\s+(?:i|på) | tilbudt | lavet
                | (?:en\s+pris|priser|tilbud)\s+på | \w+\s+til\s+at
                |\w+\s+(?:forbi|[a-zæøå]{3,}(?<!det)(?<!noget)(?:et|dt|gt)\b))
        | orienterer\s+(?:ejerne|beboerne|medlemmerne|naboerne|lejerne|forældrene|ejeren|grundejerne)
        | orienterer\s+\w{3,40}(?:en|et|ne)(?=[\s.]|$)(?!\s+om)
        | svarer(?=\s*\.?$|\s+(?:personligt|skriftligt|ansøger(?:ne)?|begge|alle)\b)
        | svarer\s+(?:dem|ham|hende|\w{3,40}(?:en|et|ne))
        | stiller\s+\w+\s+op
        | gennemgår\s+(?!(?:et\s+|årets\s+)?(?:regnskab|budget|tal|beretning|oplæg|referat|dagsorden|punkt)\w*)\w+
        | går\s+(?:tilbage\s+til|videre\s+med|ind\s+i|sammen\s+om|(?:op|ned|ind|ud|over|hen|forbi)\s+og)
        | arbejder\s+(?:(?:nu|også|fortsat)\s+videre|videre|på)
        | giver\s+(?:\w+\s+){0,3}?(?:besked|tilbagemelding|lyd|praj)
        | finder\s+(?!(?:det|den|de|ikke|at|sig|sted|også)\b|,)
        | er\s+(?:tovholder|ansvarlig)
        | har\s+ansvar(?:et)?\s+for
        | står\s+for
        | stopper\s+\w{2,40}(?:en|et|ne)
        | deltager\s+(?:fra|med)\s
        | deltager\s+(?:(?:på|i)\s+et\s+\w*møde | for\s+\w|i\s+det\s+næste|på\s+hhv)
        | deltager(?=(?:\s+(?:i|på)\s+\w{4,40}(?:et|en))?\s*[.!]?$)
        | præsenterer\s+[^,]{3,60}?\spå\s+\w*(?:møde|forsamling)\w*
        | fremlægger\s+[^,.]{3,40}?\s(?:ved|på|til)\s+(?:næste|kommende)\b
        | fremlægger\s+(?:på|til|et|en|\w+(?:\s+og\s+\w+)?\s+til)
        | ser\s+(?:på|nærmere|til)
        | minder\s+(?:dem|ham|hende|\w{3,40}(?:en|et|ne))\s+om
        | hører(?=\s+[A-ZÆØÅ]\w+\s*\.?$)
        | hører\s+(?:om|efter|ad|[A-ZÆØÅ]\w+(?:\s+\w+)?\s+om|\w+(?:en|et|ne),?\s+om)
        | kommer\s+med\s+(?:et|en|forslag|oplæg|udkast)
        | afholder\s+(?:et|en) )\b
    """,
    re.X,
)
REPORTS = re.compile(
    r"""
    spørger,\s | spørger\s+hvem\b
    | spørger\s+(?:om(?!\s+[A-ZÆØÅ]\w+(?:\s[A-ZÆØÅ]\w*)*\s+(?:vil|har|kan)\b)|til|hvor\w*|hvad|hvilke\w*|ind)
    | tager\s+(?:imod|forbehold|afstand|ordet|del|hensyn|tid|lang)
    | lægger\s+(?:vægt|op\s+til)
    | søger\s+om\s+(?:at\s+(?:bruge|låne|leje)|lov)\b
    | kører\s+(?:mod|med\s+(?:under|over)skud)\b
    | indleder\b | trækker\s+(?:sig|forslaget\s+frem)\b
    | regner\s+(?:med\b|på\b(?!.*\b(?:til|inden)\b))
    | meddeler,?\s+at\b
    | starter\s+(?:igen|som|til|den|d\.|i\b|\w+dag)
    | læser\s+(?:\w+\s+){1,3}(?:op|højt)\b
    | ser\s+(?:\w+\s+){0,3}ud\b
    | .*\bunder\s+mødet\b
    | .*\bhvert?\s+(?:uge|måned|kvartal|halvår|år)\b
    | svarer?\b(?!\s*\.?$)(?!\s+(?:personligt|skriftligt|ansøger|begge|alle|dem|ham|hende|\w{3,40}(?:en|et|ne))\b)
    """,
    re.I | re.X,
)
TELLS = re.compile(r"\b(?:informerer|orienterer)\s+om\b|\bflytter\s+(?:til|fra|ud|ind)\b")
# errands in the passive, whose actor may stand behind "af"
PASSIVE_ERRAND = (
    "(?:skrives|laves|ringes|sendes|udsendes|rundsendes|eftersendes|fremsendes|undersøges|købes|indkøbes|bestilles|kontaktes|indkaldes"
    "|udarbejdes|omformuleres|rettes|præsenteres|indhentes|inviteres|opdateres|revideres|rykkes|ordnes|repareres|varsles"
    "|planlægges|foretages|ryddes|besvares)"
)
DONE_ERRAND = (
    "(?:skrevet|lavet|sendt|udsendt|rundsendt|fremsendt|undersøgt|købt|indkøbt|bestilt|kontaktet|indkaldt|udarbejdet"
    "|rettet|meldt|indhentet|inviteret|opdateret|revideret|rykket|ordnet|repareret|planlagt)"
)
# what somebody does for the board; other verbs tell what happens anyway
ERRANDS = (
    "(?:ringer|skriver|udsender|sender|undersøger|kontakter|indkalder|kører|holder|beder|bestiller|køber|søger|laver|inviterer"
    "|rykker|indhenter|spørger|prøver|opsiger|taler|snakker|tager|retter|finder|sørger|følger|sætter|melder|tjekker|ordner|henter|indkøber)"
)
