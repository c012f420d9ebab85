"""The codes of the data with their Danish labels: one lookup table each, (code, label, description)."""

from __future__ import annotations

from pipeline.store.case_tables import CASE_LOOKUPS
from pipeline.store.corrections import CORRECTION_LOOKUPS
from pipeline.store.persons import PERSON_LOOKUPS

Row = tuple[str, str, str]

LOOKUPS: dict[str, tuple[Row, ...]] = (
    {
        "outcomes": (
            ("approved", "Godkendt", "Et forslag, en dagsorden, en beretning eller et budget er vedtaget."),
            ("approved_amended", "Godkendt med ændring", "Vedtaget med en ændring eller på en betingelse."),
            ("recommended", "Anbefalet", "Sendt videre til et overordnet organ med anbefaling."),
            ("decided", "Besluttet", "Organet har selv besluttet noget."),
            ("agreed", "Aftalt", "Der er enighed, opbakning eller en aftale."),
            ("noted", "Taget til efterretning", "Taget til efterretning eller til orientering."),
            ("discussed", "Drøftet", "Referatet siger alene, at sagen blev drøftet."),
            ("postponed", "Udsat", "Sagen er udsat eller tages op igen."),
            ("returned", "Sendt tilbage", "Sagen er sendt tilbage til fornyet behandling."),
            ("referred", "Oversendt", "Sagen er sendt til et andet organ eller en gruppe."),
            ("rejected", "Afvist", "Forslaget er afvist, forkastet eller ikke godkendt."),
            ("elected", "Valgt", "En eller flere er valgt, genvalgt eller udpeget."),
            ("delegated", "Bemyndiget", "Afgørelsen er overladt til nogen, der er bemyndiget."),
            ("withdrawn", "Udgået", "Punktet er taget af dagsordenen eller trukket."),
            ("no_remarks", "Ingen bemærkninger", "Referatet siger alene, at der intet var."),
        ),
        "scopes": (
            ("this_meeting", "Dette møde", "Besluttet på mødet selv."),
            ("earlier_meeting", "Tidligere møde", "Referatet gengiver en beslutning fra et tidligere møde."),
            ("other_body", "Andet organ", "Referatet gengiver en beslutning fra et andet organ."),
        ),
        "section_kinds": (
            ("summary", "Resumé", "Kort fremstilling af sagen."),
            ("background", "Sagsfremstilling", "Baggrund og beskrivelse af sagen."),
            ("recommendation", "Indstilling", "Det, som organet anbefales at beslutte."),
            ("economy", "Økonomi", "Økonomiske konsekvenser."),
            ("legal", "Lovgrundlag", "Retsgrundlag og juridiske forhold."),
            ("hearing", "Høring", "Høring og inddragelse."),
            ("process", "Videre forløb", "Tidsplan og det videre forløb."),
            ("attachments", "Bilag", "Liste over bilag."),
            ("attendance", "Deltagelse", "Hvem der deltog eller var fraværende under punktet."),
            ("decision", "Beslutning", "Det, som mødet selv har ført til referat."),
            ("other", "Andet", "Andre afsnit, også tidligere organers beslutninger."),
        ),
        "attendance_statuses": (
            ("present", "Til stede", "Opført som deltager."),
            ("absent", "Fraværende", "Afbud eller fraværende."),
            ("guest", "Gæst", "Deltog som gæst eller oplægsholder."),
            ("secretariat", "Sekretariat", "Deltog fra sekretariat eller forvaltning."),
            ("substitute", "Stedfortræder", "Deltog i en andens sted."),
        ),
        "roles": (
            ("chair", "Formand", "Formand, borgmester eller mødeleder."),
            ("vice_chair", "Næstformand", "Næstformand."),
            ("co_chair", "Medformand", "Deler formandskabet med andre."),
            ("minute_taker", "Referent", "Har skrevet referatet."),
            ("moderator", "Dirigent", "Dirigent eller ordstyrer."),
        ),
        "vote_choices": (
            ("for", "For", "Stemte for."),
            ("against", "Imod", "Stemte imod."),
            ("abstain", "Hverken for eller imod", "Undlod at stemme eller stemte blankt."),
        ),
        "standpoint_kinds": (
            ("statement", "Protokoltilførsel", "En udtalelse, der er ført til protokol."),
            ("reservation", "Forbehold", "Nogen tog forbehold."),
            ("dissent", "Uenighed", "Nogen stemte imod eller kunne ikke tiltræde beslutningen."),
            ("minority", "Mindretalsudtalelse", "Et mindretals udtalelse eller indstilling."),
            ("recusal", "Inhabilitet", "Nogen var inhabil og deltog ikke."),
        ),
        "reference_kinds": (
            ("item", "Punkt", "Et andet punkt eller en anden sag på dagsordenen."),
            ("meeting", "Møde", "Et andet møde."),
            ("case", "Sag", "En sag med sit journalnummer."),
            ("attachment", "Bilag", "Et bilag."),
        ),
        "precisions": (
            ("day", "Dag", "En bestemt dag."),
            ("week", "Uge", "En uge; datoen er ugens sidste dag."),
            ("month", "Måned", "En måned eller en del af en; datoen er den sidste dag."),
            ("quarter", "Kvartal", "Et kvartal; datoen er den sidste dag."),
            ("half_year", "Halvår", "Et halvår; datoen er den sidste dag."),
            ("season", "Årstid", "En årstid; datoen er skønnet."),
            ("year", "År", "Et år; datoen er den sidste dag."),
            ("meeting", "Møde", "Et senere møde, hvis dato ikke er nævnt."),
            ("event", "Begivenhed", "Regnet fra en begivenhed, hvis dato ikke er nævnt."),
        ),
        "document_kinds": (
            ("minutes", "Referat", "Mødet er holdt, og udfaldet står i dokumentet."),
            ("agenda", "Dagsorden", "Dagsorden eller indkaldelse; der står endnu ikke noget udfald."),
            ("other", "Andet", "Hverken referat eller dagsorden."),
        ),
        "document_editions": (
            ("draft", "Udkast", "Kaldes udkast i titel eller filnavn."),
            ("plain", "Referat", "Hverken kaldt udkast eller rettet."),
            ("corrected", "Rettet udgave", "Kaldes rettet, korrigeret eller revideret i titel eller filnavn."),
        ),
        "document_statuses": (
            ("current", "Gældende", "Dokumentet, som mødets oplysninger kommer fra."),
            ("superseded", "Afløst", "Ældre eller dobbelt udgave af det gældende dokument."),
            ("parallel", "Sideløbende", "Hører til samme møde, men har andre punkter end det gældende dokument."),
        ),
        "text_layers": (
            ("full", "Fuld tekst", "Alle sider har læsbar tekst."),
            ("partial", "Delvis tekst", "Nogle sider har ingen læsbar tekst."),
            ("none", "Ingen tekst", "Siderne er billeder uden tekst."),
            ("garbled", "Ødelagt tekst", "Teksten kan ses, men ikke læses af et program."),
            ("ocr", "OCR-tekst", "Teksten er genkendt fra et skannet billede og kan rumme læsefejl."),
        ),
    }
    | PERSON_LOOKUPS
    | CASE_LOOKUPS
    | CORRECTION_LOOKUPS
)
