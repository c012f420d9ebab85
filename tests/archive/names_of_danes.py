"""Danish names to draw invented people from, near-twins among them, and the ways in which print gets a name wrong."""

from __future__ import annotations

from random import Random

WOMEN = (
    "Hanne Hanna Lone Lene Lena Mette Metta Kirsten Kirstine Karin Karen Karina Marie Maria Anne Anna Anette Annette "
    "Birgit Birgitte Birthe Berit Bente Dorte Dorthe Dorthea Inger Inga Ingrid Tina Tine Trine Rikke Rikka Lise Lisa "
    "Lisbeth Elisabeth Line Lina Line Susanne Susan Camilla Camille Charlotte Ellen Helle Helen Helena Jette Jytte "
    "Katrine Kathrine Louise Lotte Malene Marlene Mona Ruth Signe Sigrid Tove Ulla Vibeke Viola Ayse Aisha Fatma"
).split()
MEN = (
    "Jens Jes Jess Anders Andreas Søren Sune Erik Eric Erling Peter Peder Petter Niels Nils Nis Per Peer Bent Bernt "
    "Lars Lasse Hans Hasse Jan Jon John Johan Johannes Jørn Jørgen Ole Oluf Oskar Carl Carsten Karsten Kresten "
    "Christian Kristian Kristoffer Henrik Henning Mads Mats Mikael Michael Mogens Morten Martin Poul Paul Palle Rasmus "
    "Rune Steen Sten Svend Sven Thomas Tommy Torben Thorben Troels Ulrik Uffe Vagn Villy Ahmed Ali Mehmet"
).split()
COMMON = (
    "Nielsen Jensen Hansen Andersen Pedersen Petersen Christensen Kristensen Larsen Sørensen Rasmussen Jørgensen "
    "Madsen Olsen Thomsen Christiansen Poulsen Johansen Møller Mortensen Knudsen Jakobsen Jacobsen Mikkelsen Olesen"
).split()
RARE = (
    "Holm Holme Holmen Lund Lunde Lind Linde Krogh Skov Skovgaard Bach Bech Beck Back Dahl Dall Kjær Kjer Friis Fries "
    "Nygaard Nygård Nyborg Hvidbak Hvidbæk Damgaard Dalgaard Daugaard Østergaard Vestergaard Brandt Brandtoft Bruun "
    "Brun Toftlund Toftegaard Wedel Wedelhøj Hedegaard Hegaard Kirkegaard Kierkegaard Rytter Rytterholm Agerskov "
    "Agerholm Stenrøj Stenhøj Bjerre Bjerregaard Bjergager Ellegaard Ellemann Juhl Juul Schmidt Smidt Schou "
    "Skou Thorup "
    "Torup Thygesen Tygesen Winther Vinther Winter Svendstrup Svenstrup Lynggaard Lyngby Overmark Overgaard Nørgaard "
    "Nørregaard Mølgaard Møllegaard Birk Birch Bisgaard Bisgård Demirkan Demir Yilmaz Hassan Hussein Ravn "
    "Rahn Clemmensen "
    "Klemmensen Bertelsen Berthelsen Arnesen Bjarnesen Fjeldsted Fjelsted Mosegaard Mosegård Tornby Thornby"
).split()
OCR = (
    ("rn", "m"), ("m", "rn"), ("li", "h"), ("cl", "d"), ("ø", "o"), ("å", "a"), ("æ", "ae"), ("ø", "e"), ("i",
    "l"), ("l", "i"),
    ("e", "c"), ("h", "b"), ("n", "u"), ("u", "n"), ("rt", "n"), ("v", "y"), ("ll", "U"), ("t", "f"), ("nn",
    "rm"), ("a", "o"),
)  # fmt: skip
"""What a reader of a scan takes for what."""
SPELT = (
    ("gaard", "gård"), ("gård", "gaard"), ("th", "t"), ("T", "Th"), ("gh", "g"), ("og", "ogh"), ("ch", "k"), ("C",
    "K"), ("K", "C"),
    ("c", "k"), ("k", "c"), ("ph", "f"), ("w", "v"), ("W", "V"), ("z", "s"), ("ks", "x"), ("nd", "n"), ("jæ",
    "je"), ("øj", "øi"),
    ("nn", "n"), ("n", "nn"), ("tt", "t"), ("ei", "aj"), ("é", "e"), ("æ", "e"), ("sch", "sk"), ("Sch", "Sk"),
)  # fmt: skip
"""How the same sounds are spelled by who did not look the name up."""
NEAR = {
    "a": "sqz", "b": "vn", "d": "sf", "e": "rw", "f": "gd", "g": "fh", "h": "gj", "i": "uo", "j": "hk", "k": "jl",
    "l": "kø",
    "m": "n", "n": "mb", "o": "ip", "r": "et", "s": "ad", "t": "ry", "u": "iy", "v": "bc", "y": "tu", "æ": "ø",
    "ø": "æl",
}  # fmt: skip
"""Letters beside each other on the keyboard."""


def draw_name(dice: Random) -> tuple[str, ...]:
    """Given name, perhaps a middle name or two given names, last name: half of them names that many have."""
    given = dice.choice(dice.choice((WOMEN, MEN)))
    last = dice.choice(COMMON if dice.random() < 0.5 else RARE)
    middle = dice.choice(RARE if dice.random() < 0.7 else COMMON if dice.random() < 0.3 else (*WOMEN, *MEN))
    return (given, middle, last) if dice.random() < 0.45 and middle not in (given, last) else (given, last)


def misread(name: str, dice: Random) -> str:
    """The name with one stretch of one word taken for another by a reader of scans, two stretches now and then."""
    return _changed(name, OCR, dice, 2 if dice.random() < 0.2 else 1)


def misspelt(name: str, dice: Random) -> str:
    """The name as spelled by somebody who heard it."""
    return _changed(name, SPELT, dice, 1)


def mistyped(name: str, dice: Random) -> str:
    """The name with one slip of the fingers inside a word: left out, doubled, turned round, or the key beside it."""
    places = [at for at in range(1, len(name)) if name[at].isalpha() and name[at - 1].isalpha()]
    if not places:
        return name
    at = dice.choice(places)
    letter, slip = name[at], dice.randrange(4)
    put = {0: "", 1: letter * 2, 2: dice.choice(NEAR.get(letter, "e"))}.get(slip)
    if put is None:
        return name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :] if at > 1 and name[at - 2].isalpha() else name
    return name[:at] + put + name[at + 1 :]


def _changed(name: str, table: tuple[tuple[str, str], ...], dice: Random, times: int) -> str:
    for _ in range(times):
        fitting = [(a, b) for a, b in table if a in name[1:] or (a[0].isupper() and a in name)]
        if not fitting:
            break
        old, new = dice.choice(fitting)
        places = [at for at in range(len(name)) if name.startswith(old, at) and (at or old[0].isupper())]
        at = dice.choice(places)
        name = name[:at] + new + name[at + len(old) :]
    return name
