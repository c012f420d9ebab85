"""Closed classes of Danish words that the grammar of the record needs, in lower case."""

from __future__ import annotations

BOUNDS = frozenset(', ; : – - ( ) ” “ " »'.split())
IF = frozenset("hvis såfremt ifald medmindre".split())
CONDITION = IF | frozenset("når inden før indtil hvorvidt forudsat hvornår".split())
SUBJUNCTION = CONDITION | frozenset("om at som der da fordi mens hvor idet hvilket hvorfor efter".split())
AUXILIARY = frozenset("blev bliver blevet blive er var bleve".split())
HAVE = frozenset("har havde have haft får fik".split())
MODAL = frozenset("skal kan bør må vil kunne skulle burde ville måtte".split())
ARTICLE = frozenset("det den de en et nye øvrige samme dette denne disse sin sit sine vores hele".split())
NEGATION = frozenset("ikke hverken aldrig".split())
# words that may follow a participle used as predicate; a noun after it makes it an attribute
AFTER = frozenset(
    """
    af med som på i til uden og at for under idet hvorefter efter ved fra enstemmigt uændret dog herefter men da hvis
    eller samt endeligt via indtil blandt imod mod inden over jf jfr igen videre også således efterfølgende foreløbigt
    ikke der hvor hvilket denne dette disse vedr ind ud op ned om både begge alle en et den det de han hun følgende
    """.split()
)
REPORT = frozenset(
    """
    oplyste oplyser fortalte fortæller orienterede orienterer nævnte nævner mente mener sagde siger spurgte spørger
    foreslog foreslår foreslået indstillet ønskede ønsker håber konstaterede konstaterer påpegede påpeger bemærkede
    bemærker
    forklarede forklarer indstiller indstillede understregede understreger vurderer vurderede opfordrede opfordrer
    refererede berettede beretter anførte anfører tilføjede tilføjer anmodede begærede bad beder redegjorde
    gjorde nævnt oplyst foreslås forventer forventes frygter fremgår stillede kommenterede svarede svarer udtrykte gav
    """.split()
)
OPENING = frozenset(
    """
    herefter derefter enstemmigt eenstemmigt således dermed hermed efterfølgende endeligt blev er det dette punktet
    sagen foreløbigt
    """.split()
)
BODY_WORDS = frozenset("udvalget bestyrelsen byrådet rådet blev".split())
VAGUE_MANY = frozenset("mange flere nogle enkelte fleste".split())
