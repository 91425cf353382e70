"""The tables below `data/gazetteers`: rows that are checked, faults that are told together."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from kg.errors import DataError, Fault, FaultsError
from kg.gazetteer.folding import fold
from kg.resources import resource

Names = Annotated[
    tuple[Annotated[str, Field(min_length=1)], ...],
    BeforeValidator(lambda cell: tuple(cell.split("|")) if cell else ()),
]
HeadClass = Literal[
    "Organization", "Company", "GovernmentBody", "Association", "Institution", "University",
    "GeopoliticalEntity", "Country", "Region", "City", "Place", "Facility",
    "Event", "Conference", "Meeting", "Ceremony", "PressConference", "Visit",
    "Award", "Project", "Model",
]  # fmt: skip
Word = Annotated[str, Field(min_length=1, pattern=r"^[^A-Z]+$")]
Iso2 = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class Row(BaseModel):
    """A row of a table: no columns but those named, no cell taken for another type."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class HeadRow(Row):
    """A head noun, lower case and singular, and the class that it announces."""

    word: Word
    cls: HeadClass = Field(alias="class")


class OfficeRow(Row):
    """An office or a profession, lower case and singular."""

    word: Word
    kind: Literal["leader", "politics", "diplomacy", "body", "profession"]


class WordRow(Row):
    """A word of which names of institutions in many places are made."""

    word: Word


class TitleRow(Row):
    """A courtesy title without its full stop; `m`, `f`, or empty for either."""

    word: Word
    gender: Literal["m", "f", ""]


class SurnameRow(Row):
    """A family name without diacritics, and with them."""

    name: Word
    diacritics: str = Field(min_length=1)


class GivenNameRow(Row):
    """A given name that all but a few bearers of one gender share, folded."""

    name: Word
    gender: Literal["m", "f"]


class CountryRow(Row):
    """A country or territory: its best name first, then others, and its Wikidata item."""

    iso2: Iso2
    cls: Literal["Country", "Region"] = Field(alias="class")
    names: Names = Field(min_length=1)
    demonyms: Names = ()
    wikidata: str = Field(default="", pattern=r"^(Q[1-9]\d*)?$")


class AreaRow(Row):
    """A part of the world that is no state: a continent, a sea, a group of countries."""

    names: Names = Field(min_length=1)


class RegionRow(Row):
    """A province or state; `city_first` where the bare name rather means the city."""

    iso2: Iso2
    names: Names = Field(min_length=1)
    city_first: Literal["yes", ""] = ""


R = TypeVar("R", bound=Row)
HEAD_KINDS: Final = (
    "award", "event", "facility", "leading", "model", "organization", "place", "project",
)  # fmt: skip
_TABLES: Final[Mapping[str, type[Row]]] = MappingProxyType(
    {
        "areas.tsv": AreaRow,
        "common-words.tsv": WordRow,
        "countries.tsv": CountryRow,
        "given-names.tsv": GivenNameRow,
        "offices.tsv": OfficeRow,
        "regions.tsv": RegionRow,
        "titles.tsv": TitleRow,
        "vietnamese-surnames.tsv": SurnameRow,
        **{f"{kind}-heads.tsv": HeadRow for kind in HEAD_KINDS},
    }
)


def read_table(path: Path, row: type[R]) -> list[R]:
    """Read a tab-separated table.

    Raises:
        FaultsError: rows that break their form, all of them, each with its line.
    """
    rows: list[R] = []
    faults: list[Fault] = []
    for line, cells in _cells(path):
        try:
            rows.append(row.model_validate(cells))
        except ValidationError as error:
            faults += [Fault(str(path), line, _told(detail)) for detail in error.errors()]
    if faults:
        raise FaultsError(faults)
    return rows


def _cells(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the rows with their lines; cells beyond the header become a column that is refused."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(
                stream, delimiter="\t", quoting=csv.QUOTE_NONE, restkey="beyond the header"
            )
            for cells in reader:
                yield reader.line_num, {k: v for k, v in cells.items() if v is not None}
    except UnicodeDecodeError as error:
        raise FaultsError([Fault(str(path), 0, f"is not UTF-8 (byte {error.start})")]) from error
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror})") from error


def _told(detail: Mapping[str, object]) -> str:
    where = detail["loc"]
    column = where[0] if isinstance(where, tuple) and where else "row"
    return f"column `{column}`: {detail['msg']} (found {detail['input']!r})"


def check() -> list[Fault]:
    """Read every table and give all faults: broken rows, and words or codes that stand twice."""
    faults: list[Fault] = []
    for name, row in sorted(_TABLES.items()):
        try:
            path = resource(f"gazetteers/{name}")
            rows = read_table(path, row)
        except FaultsError as error:
            faults += error.faults
        except DataError as error:
            faults.append(Fault(name, 0, str(error)))
        else:
            faults += _repeated(path, [_key(entry) for entry in rows])
    return faults


def _key(row: Row) -> str:
    if isinstance(row, RegionRow):
        return f"{row.iso2} {fold(row.names[0])}"
    if isinstance(row, AreaRow):
        return fold(row.names[0])
    return str(next(iter(row.model_dump().values())))


def _repeated(path: Path, keys: list[str]) -> list[Fault]:
    """Tell which keys stand twice; the line counts the header."""
    first: dict[str, int] = {}
    return [
        Fault(str(path), line, f"`{key}` stands already in line {first[key]}")
        for line, key in enumerate(keys, start=2)
        if first.setdefault(key, line) != line
    ]


def table(name: str, row: type[R]) -> list[R]:
    """Read one of the tables that come with the package."""
    return read_table(resource(f"gazetteers/{name}"), row)


@cache
def heads(kind: str) -> Mapping[str, str]:
    """Give the head nouns of a kind of name (see `HEAD_KINDS`) with the class each announces.

    Raises:
        KeyError: there is no such kind.
    """
    if kind not in HEAD_KINDS:
        raise KeyError(f"no heads of kind {kind!r}; there are {', '.join(HEAD_KINDS)}")
    return _mapping(table(f"{kind}-heads.tsv", HeadRow), lambda row: (row.word, row.cls))


@cache
def offices() -> Mapping[str, str]:
    """Give the offices with their kind: leader, politics, diplomacy, body or profession."""
    return _mapping(table("offices.tsv", OfficeRow), lambda row: (row.word, row.kind))


@cache
def titles() -> Mapping[str, str]:
    """Give the courtesy titles, without full stop, with the gender they tell, `m`, `f` or ``."""
    return _mapping(table("titles.tsv", TitleRow), lambda row: (row.word, row.gender))


@cache
def given_names() -> Mapping[str, str]:
    """Give given names, folded, with the gender they tell, `m` or `f`."""
    return _mapping(table("given-names.tsv", GivenNameRow), lambda row: (row.name, row.gender))


@cache
def surnames() -> Mapping[str, str]:
    """Give Vietnamese family names, folded, with their spelling."""
    return _mapping(table("vietnamese-surnames.tsv", SurnameRow), lambda r: (r.name, r.diacritics))


@cache
def east_asian_surnames() -> frozenset[str]:
    """Give Chinese and Korean family names in Latin letters, in lower case."""
    return frozenset(row.word for row in table("east-asian-surnames.tsv", WordRow))


@cache
def common_words() -> frozenset[str]:
    """Give the words that do not make a name one place's own (`convention`, `science`)."""
    return frozenset(row.word for row in table("common-words.tsv", WordRow))


@cache
def national_names() -> frozenset[str]:
    """Give the usual names of countries and of territories with a code of their own."""
    return frozenset(row.names[0] for row in table("countries.tsv", CountryRow))


@cache
def demonyms() -> Mapping[str, str]:
    """Give the folded adjectives of nations with the code of the country."""
    rows = table("countries.tsv", CountryRow)
    return MappingProxyType({fold(word): row.iso2 for row in rows for word in row.demonyms})


def _mapping(rows: list[R], pair: Callable[[R], tuple[str, str]]) -> Mapping[str, str]:
    return MappingProxyType(dict(pair(row) for row in rows))
