"""The matters that the invented bodies treat: what is asked in each step, and what looks alike but is not.

A template is used several times with other places and sums. Look-alikes are meant: neighbouring local plans, the same
account each year, one application after another; each of these is a matter of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from .cast import COMMITTEE, COUNCIL, FINANCE


@dataclass(frozen=True)
class Point:
    """One point of a recommendation: what is asked ("at ..."), the sentence that adopts it in words of its own, and a
    change with which it may be adopted ("" where none is thought of)."""

    asks: str
    adopts: str
    change: str = ""
    altered: str = ""  # the sentence that adopts it changed


@dataclass(frozen=True)
class Step:
    """One round of a matter: the bodies it goes through, and the recommendation put to them."""

    route: tuple[str, ...]
    points: tuple[Point, ...]
    title: str
    text: str
    after: int = 0  # rounds since the step before it
    kind: str = "decide"  # decide, note, discuss


@dataclass(frozen=True)
class Template:
    name: str
    kle: str
    steps: tuple[Step, ...]
    yearly: bool = False  # each year is a new matter
    task: str = ""  # a task that the first step's last body gives, closed by the second step
    weight: int = 1
    names: tuple[str, ...] = field(default=())


UP = (COMMITTEE, FINANCE, COUNCIL)
MONEY = Point(
    "at der gives en anlægsbevilling på {a} mio. kr. til {thing}",
    "Der blev givet en anlægsbevilling på {a} mio. kr. til {thing}.",
    "anlægsbevillingen nedsættes til {b} mio. kr.",
    "Der blev givet en anlægsbevilling på {b} mio. kr. til {thing}.",
)

TEMPLATES = (
    Template("lokalplan", "01.02.05-P16", (
        Step(UP, (
            Point("at Forslag til Lokalplan nr. {n} offentliggøres i {weeks} ugers høring",
                  "Forslag til Lokalplan nr. {n} offentliggøres i {weeks} ugers høring.",
                  "høringsperioden forlænges til 10 uger",
                  "Forslag til Lokalplan nr. {n} offentliggøres i 10 ugers høring."),
            Point("at der ikke udarbejdes miljørapport for planforslaget",
                  "Der udarbejdes ikke miljørapport for planforslaget."),
        ), "Forslag til Lokalplan nr. {n} for boliger ved {road}",
             "Ejeren af arealet ved {road} ønsker at opføre {k} boliger. Planforslaget fastlægger byggefelter, "
             "vejadgang og fælles friarealer."),
        Step(UP, (
            Point("at Lokalplan nr. {n} vedtages endeligt", "Lokalplan nr. {n} blev vedtaget endeligt.",
                  "byggefeltet mod {road} flyttes 8 meter mod vest",
                  "Lokalplan nr. {n} blev vedtaget endeligt med et byggefelt, der er flyttet 8 meter mod vest."),
            Point("at indsigelserne besvares som foreslået i hvidbogen",
                  "Indsigelserne besvares som foreslået i hvidbogen."),
        ), "Endelig vedtagelse af Lokalplan nr. {n} for boliger ved {road}",
             "Planforslaget har været i offentlig høring. Der er kommet {k} høringssvar, som er samlet i en hvidbog.",
             after=2),
    ), weight=7),
    Template("cykelsti", "05.01.02-G01", (
        Step(UP, (
            MONEY,
            Point("at beløbet finansieres af det afsatte rådighedsbeløb til trafiksikkerhed",
                  "Beløbet finansieres af det afsatte rådighedsbeløb til trafiksikkerhed."),
            Point("at anlægsarbejdet udbydes i fagentreprise", "Anlægsarbejdet udbydes i fagentreprise.",
                  "arbejdet udbydes i totalentreprise", "Anlægsarbejdet udbydes i totalentreprise."),
        ), "Anlægsbevilling til cykelsti langs {road}",
             "Skolebestyrelsen og lokalrådet har gennem flere år ønsket en sikker skolevej langs {road}."),
        Step((COMMITTEE,), (
            Point("at orienteringen om licitationen tages til efterretning",
                  "Orienteringen om licitationen blev taget til efterretning."),
        ), "Status for cykelsti langs {road}", "Arbejdet har været i licitation, og der er indkommet {k} tilbud.",
             after=2, kind="note"),
    ), weight=5),
    Template("regulativ", "07.00.01-P24", (
        Step((COMMITTEE, COUNCIL), (
            Point("at regulativet for {waste} godkendes", "Regulativet for {waste} blev godkendt."),
            Point("at regulativet træder i kraft den 1. januar {next}",
                  "Regulativet træder i kraft den 1. januar {next}.",
                  "ikrafttrædelsen udskydes til den 1. april {next}",
                  "Regulativet træder i kraft den 1. april {next}."),
        ), "Nyt regulativ for {waste}", "Det gældende regulativ er fra 2012 og svarer ikke til de nye krav."),
    ), weight=3),
    Template("svømmehal", "82.06.00-P20", (
        Step((FINANCE, COUNCIL), (
            Point("at renoveringen af {hall} igangsættes i {next}", "Renoveringen af {hall} igangsættes i {next}."),
            MONEY,
        ), "Renovering af {hall}", "Tagkonstruktionen har fugtskader, og ventilationen er udtjent."),
        Step((FINANCE,), (
            Point("at anlægsregnskabet for {hall} godkendes", "Anlægsregnskabet for {hall} blev godkendt."),
        ), "Anlægsregnskab for renovering af {hall}",
             "Renoveringen er afsluttet med et mindreforbrug i forhold til bevillingen.", after=4),
    ), weight=3),
    Template("trafik", "05.13.00-P05", (
        Step((COMMITTEE,), (
            Point("at forsøget med hastighedszone på {road} gennemføres",
                  "Forsøget med hastighedszone på {road} gennemføres."),
            Point("at borgerne inddrages ved et møde i forsamlingshuset",
                  "Borgerne inddrages ved et møde i forsamlingshuset."),
        ), "Forsøg med hastighedszone på {road}",
             "Beboerne på {road} har peget på, at gennemkørende biler kører for stærkt."),
        Step((COMMITTEE,), (
            Point("at evalueringen af forsøget tages til efterretning",
                  "Evalueringen af forsøget blev taget til efterretning."),
        ), "Evaluering af forsøg med hastighedszone på {road}",
             "Målingerne viser, at gennemsnitshastigheden er faldet fra 58 til 47 km/t.", after=2, kind="note"),
    ), task="Forvaltningen fremlægger en evaluering af forsøget på {road} senest den {due}.", weight=5),
    Template("vejvedligehold", "05.01.10-Ø54", (
        Step((COMMITTEE,), (
            Point("at prioritering {letter} for asfaltarbejder godkendes",
                  "Prioritering {letter} for asfaltarbejder blev godkendt."),
        ), "Asfaltarbejder {year}", "Forvaltningen har opstillet to prioriteringer af årets asfaltarbejder."),
    ), yearly=True),
    Template("spildevand", "06.00.05-P15", (
        Step(UP, (
            Point("at tillæg {k} til spildevandsplanen sendes i høring",
                  "Tillæg {k} til spildevandsplanen sendes i høring."),
            Point("at ejendommene ved {road} separatkloakeres senest i {next}",
                  "Ejendommene ved {road} separatkloakeres senest i {next}."),
        ), "Tillæg {k} til spildevandsplanen for {road}",
             "Oplandet ved {road} er fælleskloakeret og belaster åen ved kraftig regn."),
    ), weight=3),
    Template("co2", "09.00.00-K07", (
        Step((COMMITTEE,), (
            Point("at CO2-regnskabet for {year} tages til efterretning",
                  "CO2-regnskabet for {year} blev taget til efterretning."),
        ), "CO2-regnskab for {year}", "Regnskabet viser kommunens samlede udledning som virksomhed.", kind="note"),
    ), yearly=True),
    Template("opfølgning", "00.30.14-Ø00", (
        Step((FINANCE, COUNCIL), (
            Point("at budgetopfølgningen tages til efterretning", "Budgetopfølgningen blev taget til efterretning."),
            Point("at de bevillingsmæssige ændringer på {a} mio. kr. godkendes",
                  "De bevillingsmæssige ændringer på {a} mio. kr. blev godkendt."),
        ), "Budgetopfølgning pr. 31. marts {year}", "Der forventes samlet et merforbrug på serviceudgifterne."),
    ), yearly=True),
    Template("takster", "13.02.01-S55", (
        Step((COMMITTEE, FINANCE, COUNCIL), (
            Point("at taksterne for {year} godkendes", "Taksterne for {year} blev godkendt."),
        ), "Takster for vand og spildevand {year}", "Forsyningsselskabet har beregnet de nye takster."),
    ), yearly=True),
    Template("dispensation", "01.02.05-P25", (
        Step((COMMITTEE,), (
            Point("at der gives dispensation til {building} på {address}",
                  "Der blev givet dispensation til {building} på {address}."),
        ), "Ansøgning om dispensation til {building} på {address}",
             "Ansøgeren ønsker at opføre {building} i strid med lokalplanens bestemmelser om materialer."),
    ), weight=9),
    Template("tilskud", "18.15.00-Ø40", (
        Step((FINANCE,), (
            Point("at {club} får et tilskud på {t}.000 kr.", "{club} får et tilskud på {t}.000 kr.",
                  "tilskuddet fastsættes til {u}.000 kr.", "{club} får et tilskud på {u}.000 kr."),
        ), "Ansøgning om tilskud fra {club}", "{club} har søgt om støtte til sine aktiviteter i det kommende år."),
    ), weight=5),
    Template("klimaplan", "09.00.10-P15", (
        Step((COMMITTEE, COUNCIL), (
            Point("at udkast til klimahandlingsplan godkendes som grundlag for det videre arbejde",
                  "Udkast til klimahandlingsplan blev godkendt som grundlag for det videre arbejde."),
            Point("at der nedsættes et klimaråd med {k} borgere", "Der nedsættes et klimaråd med {k} borgere.",
                  "klimarådet får 15 borgere", "Der nedsættes et klimaråd med 15 borgere."),
        ), "Klimahandlingsplan for {district}", "Planen skal vise vejen til klimaneutralitet i {district}."),
        Step((COMMITTEE, COUNCIL), (
            Point("at klimahandlingsplanen vedtages", "Klimahandlingsplanen blev vedtaget."),
        ), "Klimahandlingsplan for {district}", "Udkastet er drøftet på tre borgermøder og tilrettet.", after=3),
    ), task="Forvaltningen udarbejder en tids- og procesplan for klimahandlingsplanen for {district} inden den {due}.",
       weight=2),
    Template("medlemsforslag", "00.22.02-P35", (
        Step((COUNCIL,), (
            Point("at der indføres gratis {service} fra {next}", "Der indføres gratis {service} fra {next}."),
        ), "Forslag fra {party} om gratis {service}",
             "{party} foreslår, at Byrådet indfører gratis {service} som led i indsatsen mod ulighed."),
    ), weight=3),
    Template("struktur", "17.01.00-P22", (
        Step((FINANCE, COUNCIL), (
            Point("at forslag til ny distriktsinddeling for {district} sendes i høring",
                  "Forslag til ny distriktsinddeling for {district} sendes i høring."),
            Point("at ændringen får virkning fra skoleåret {year}/{next}",
                  "Ændringen får virkning fra skoleåret {year}/{next}."),
        ), "Skoledistrikter i {district}", "Elevtallet falder i {district}, mens det stiger i nabodistriktet."),
    ), weight=3),
    Template("grundsalg", "13.06.02-Ø54", (
        Step((FINANCE, COUNCIL), (
            Point("at arealet ved {road} sælges for {a} mio. kr.", "Arealet ved {road} sælges for {a} mio. kr."),
        ), "Salg af areal ved {road}", "Arealet har været i offentligt udbud, og der er indkommet ét bud."),
    ), weight=3),
    Template("belysning", "05.01.06-G01", (
        Step((COMMITTEE,), (
            Point("at projektet for gadebelysning i {district} drøftes",
                  "Projektet for gadebelysning i {district} blev drøftet."),
        ), "Gadebelysning i {district}", "De gamle armaturer udfases, og der skal vælges en ny standard.",
             kind="discuss"),
        Step((COMMITTEE,), (
            Point("at LED-armaturer af type {letter} vælges", "LED-armaturer af type {letter} vælges."),
            Point("at udskiftningen begynder i {next}", "Udskiftningen begynder i {next}."),
        ), "Gadebelysning i {district}", "På grundlag af drøftelsen er to typer armaturer undersøgt.", after=1),
    ), weight=3),
)  # fmt: skip

ROADS = (
    "Møllevej Bakkegade Søndergade Nørre_Allé Tværvej Kirkestien Skolegade Fjordvej Havnegade Engvej Lærkevej "
    "Ringvejen Østre_Landevej Rugmarken Birkealleen Stationsvej Teglværksvej Åvangen Kærvej Vestergade Mejerivej "
    "Smedegade Toftevej Sandmarken Hedevej Plantagevej"
).split()
HALLS = ("Lindhede Svømmehal", "Hallen i Tørslev", "Musikhuset Kedlen", "Vandrehjemmet ved Fjorden")
WASTE = ("husholdningsaffald", "erhvervsaffald", "jordflytning", "genbrugspladser")
CLUBS = (
    "Lindhede Roklub", "Foreningen Åbent Hus", "Tørslev Forsamlingshus", "Lindhede Teaterkreds", "Fjordens Spejdere",
    "Lokalhistorisk Forening",
)  # fmt: skip
DISTRICTS = ("Tørslev", "Lindhede Midtby", "Fjordbyerne", "Hedeby Sogn", "Vesterholt")
BUILDINGS = ("carport", "udestue", "redskabsskur", "kvist", "solceller")
SERVICES = ("busser for unge", "adgang til museet", "svømning for børn")
PARTIES = ("Enhedslisten", "Dansk Folkeparti", "Socialdemokratiet")
