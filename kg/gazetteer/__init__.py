"""What the product knows of the world before it reads: small tables, and places of GeoNames.

The tables lie in `data/gazetteers`, one file each with a header row, and are read on first use.
Names are compared folded: without case, diacritics and punctuation (`fold`).
"""

from kg.gazetteer.folding import fold
from kg.gazetteer.places import Place, Places, places
from kg.gazetteer.tables import (
    check,
    common_words,
    demonyms,
    east_asian_surnames,
    given_names,
    heads,
    national_names,
    offices,
    surnames,
    titles,
)

__all__ = [
    "Place",
    "Places",
    "check",
    "common_words",
    "demonyms",
    "east_asian_surnames",
    "fold",
    "given_names",
    "heads",
    "national_names",
    "offices",
    "places",
    "surnames",
    "titles",
]
