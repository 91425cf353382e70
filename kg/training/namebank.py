"""Made-up names of persons, places, bodies and events, by origin and by parts."""

from __future__ import annotations

import csv
import random
import tomllib
import unicodedata
from importlib.resources import files
from itertools import product
from pathlib import Path

from kg.training.wordlists import read_demonyms

Words = tuple[str, ...]
# Shares of places from countries whose names of places are easily taken for names of persons.
FAVOURED = (
    (0.35, frozenset({"Viet Nam", "Vietnam"})),
    (
        0.15,
        frozenset(
            {"South Korea", "Netherlands", "Taiwan", "China", "Japan", "India", "Canada", "Nigeria"}
        ),
    ),
)

OPEN_SYLLABLES = ["".join(pair) for pair in product("bdfgklmnprstvwz", "aeiou")]
LIKE_PLACES = 0.06  # share of people with a town for a family name: `Hideo Chiba`, `Jack London`


class NameBank:
    """Draw names; every draw takes its chance from the generator given."""

    def __init__(self, gazetteers: Path | None) -> None:
        """Read the parts that ship and the lists of cities and given names, where present."""
        text = files("kg.training").joinpath("data/names.toml").read_text(encoding="utf-8")
        data = tomllib.loads(text)
        self._origins = data["origin"]
        self._weights = [origin["weight"] for origin in self._origins]
        self._parts = {key: _split(value) for key, value in data["parts"].items()}
        self._cities = _read_cities(gazetteers)
        self._favoured = [
            (share, names)
            for share, countries in FAVOURED
            if (names := _read_cities(gazetteers, countries))
        ]
        self._demonyms = sorted(word for word in read_demonyms() if not word.endswith("s"))
        for origin in self._origins:
            if origin["name"] == "Vietnamese":
                origin["given"] += "|" + "|".join(_read_given(gazetteers))

    def person(self, generator: random.Random, *, single: bool = False) -> Words:
        """Draw a person's name, or with `single` one word of it."""
        origin = generator.choices(self._origins, self._weights)[0]
        given = generator.choice(_split(origin["given"]))
        family = generator.choice(_split(origin["family"]))
        if generator.random() < LIKE_PLACES:
            family = self.city(generator)[-1]
        if single:
            words = generator.choice([given, family]).split()[-1:]
        elif origin["order"] == "given family":
            middle = (
                f" {generator.choice('ABCDEFGHJKLMPRSTW')}." if generator.random() < 0.1 else ""
            )
            words = f"{given}{middle} {family}".split()
        else:
            words = self._family_first(origin, family, given, generator)
        if generator.random() < 0.6:
            words = [plain(word) for word in words]
        return tuple(words)

    @staticmethod
    def _family_first(
        origin: dict[str, str], family: str, given: str, generator: random.Random
    ) -> list[str]:
        middle = _split(origin.get("middle", ""))
        wanted = middle and " " not in given and generator.random() < 0.9
        between = generator.choice(middle) if wanted else ""
        if generator.random() < 0.06:
            return f"{between} {given}".split()
        return f"{family} {between} {given}".split()

    def city(self, generator: random.Random) -> Words:
        """Draw a city, province or country."""
        draw = generator.random()
        for share, names in self._favoured:
            if draw < share * 0.3:
                return self._mixed(names, generator)
            if draw < share:
                return tuple(generator.choice(names).split())
            draw -= share
        return tuple(generator.choice(self._cities).split())

    @staticmethod
    def _mixed(names: list[str], generator: random.Random) -> Words:
        """Join the start of one name and the end of another, as a place not in the list."""
        first = generator.choice(names).split()[0]
        return tuple(dict.fromkeys((first, generator.choice(names).split()[-1])))

    def acronym(self, generator: random.Random) -> Words:
        """Draw an acronym of three to five letters, or one that is a word: `WHO`, `FIRST`."""
        if generator.random() < 0.25:
            return (self._part("word_acronym", generator),)
        letters = generator.choices("ABCDEFGHIKLMNOPRSTUVW", k=generator.randint(3, 5))
        return ("".join(letters),)

    def organisation(self, generator: random.Random) -> Words:
        """Draw a company, ministry, university, association or local body."""
        place = " ".join(self.city(generator))
        coin = self._coin(generator)
        forms = (
            lambda: f"{coin} {self._part('company', generator)}",
            lambda: coin,
            lambda: f"{self._part('theme', generator)} {self._part('group', generator)}",
            lambda: (
                f"International {self._part('theme', generator)} {self._part('group', generator)}"
            ),
            lambda: f"{place} {self._part('university', generator)}",
            lambda: f"University of {place}",
            lambda: f"{self._part('body', generator)} {self._part('topic', generator)}",
            lambda: f"{place} {self._part('local', generator)}",
            lambda: f"{place} Provincial {self._part('local', generator)}",
            lambda: f"Provincial {self._part('local', generator)}",
            lambda: f"{self._part('local', generator)} of {place}",
            lambda: self.acronym(generator)[0],
            lambda: f"{coin} {self.acronym(generator)[0]}",
            lambda: self._plain_words(generator),
            lambda: f"{self._plain_words(generator)} {self._part('movement', generator)}",
            lambda: f"{self._plain_words(generator)} {self._part('company', generator)}",
            lambda: f"{self._part('doing', generator)} for {self._part('aim', generator)}",
            lambda: f"{self._part('doing', generator)} for {place}",
            lambda: f"Friends of {place}",
            lambda: f"{self._part('theme', generator)} {place}",
            lambda: f"{place} {self._part('press', generator)}",
            lambda: f"{place} {self._part('team', generator)}",
        )
        return _tokens(generator.choice(forms)())

    def facility(self, generator: random.Random) -> Words:
        """Draw a facility."""
        plainly = (generator.choice(["Provincial", "National", "Central", "International"]),)
        named = generator.choice([self.city(generator), (self._coin(generator),), plainly])
        return _tokens(f"{' '.join(named)} {self._part('facility', generator)}")

    def location(self, generator: random.Random) -> Words:
        """Draw a river, a bay, a range of mountains."""
        name = self.city(generator)[:1]
        return (*name, self._part("river", generator))

    def event(self, generator: random.Random) -> Words:
        """Draw an event, with or without its year or place."""
        name = f"{self._part('theme', generator)} {self._part('event', generator)}"
        before = generator.choice(
            ["", "", "Global ", "International ", f"{generator.randint(2, 30)}th "]
        )
        after = generator.choice(["", "", f" {generator.randint(1998, 2027)}"])
        if generator.random() < 0.2:
            kind = self._part("occasion", generator)
            name = f"{kind} of {self._part('cause', generator)}"
        return _tokens(f"{before}{name}{after}")

    def project(self, generator: random.Random) -> Words:
        """Draw a project or programme, named after what it wants or by words of every day."""
        forms = (
            lambda: f"Smart {self._part('smart', generator)}",
            lambda: f"Smart {self._part('smart', generator)} {generator.randint(2020, 2050)}",
            lambda: f"{' '.join(self.city(generator))} {' '.join(self.vision(generator))}",
            lambda: f"Project {self._part('thing', generator)}",
            lambda: self._plain_words(generator),
            lambda: f"{self._part('thing', generator)} for {self._part('aim', generator)}",
            lambda: self._coin(generator),
        )
        return tuple(generator.choice(forms)().split())

    def vision(self, generator: random.Random) -> Words:
        """Draw what a place wants to become, as `Smart City`, which is no place."""
        first = generator.choice(["Smart", self._part("modern", generator)])
        return (first, self._part("smart", generator))

    def shortlist(self, generator: random.Random) -> Words:
        """Draw a list of chosen ones, called after their number."""
        number = str(generator.randint(3, 100))
        first = self._part("chosen", generator)
        return (first, number) if generator.random() < 0.3 else (first + number,)

    def date(self, generator: random.Random) -> Words:
        """Draw a date in one of the forms of the news."""
        month, day = self._part("month", generator), generator.randint(1, 28)
        year = generator.randint(1960, 2029)
        forms = (
            f"{month} {day} , {year}", f"{month} {day}", f"{day} {month} {year}", f"{month} {year}",
            f"{month} {day}th", f"{month} {day}th , {year}", f"{day} {month}", str(year),
            self._part("weekday", generator),
        )  # fmt: skip
        return tuple(generator.choice(forms).split())

    def slot(self, name: str, generator: random.Random) -> tuple[Words, str]:
        """Fill a slot of a template; return its words and label, which is empty for none."""
        draw = {
            "PERSON": self.person, "GPE": self.city, "ORG": self.organisation, "FAC": self.facility,
            "LOC": self.location, "EVENT": self.event, "DATE": self.date,
        }  # fmt: skip
        other = {"PROJECT": self.project, "VISION": self.vision, "LIST": self.shortlist}
        if name in other:
            return other[name](generator), "MISC"
        if name in draw:
            return draw[name](generator), name
        if name == "ACRONYM":
            return self.acronym(generator), "ORG"
        if name == "YEAR":
            return (str(generator.randint(1950, 2029)),), "DATE"
        if name == "DEMONYM":
            return (generator.choice(self._demonyms),), "NORP"
        label = "DATE" if name == "WEEKDAY" else ""
        return tuple(self._part(name.lower(), generator).split()), label

    def _part(self, name: str, generator: random.Random) -> str:
        return generator.choice(self._parts[name])

    def _coin(self, generator: random.Random) -> str:
        if generator.random() < 0.4:
            return self._syllables(generator)
        word = self._part("coin", generator)
        return word + self._part("coin_end", generator) if generator.random() < 0.7 else word

    @staticmethod
    def _syllables(generator: random.Random) -> str:
        """Make up a word; now and then it is said twice."""
        word = "".join(generator.choices(OPEN_SYLLABLES, k=generator.choice([2, 2, 3])))
        word = (word + generator.choice(["", "", "n", "x", "ra", "lia", "s"])).capitalize()
        return f"{word} {word}" if len(word) < 5 and generator.random() < 0.3 else word

    def _plain_words(self, generator: random.Random) -> str:
        """Join two words of every day, as many bodies and projects are named."""
        first = self._part(generator.choice(["quality", "quality", "thing"]), generator)
        return f"{first} {self._part('thing', generator)}"


def plain(word: str) -> str:
    """Return a word without diacritics."""
    bare = unicodedata.normalize("NFD", word.replace("Đ", "D").replace("đ", "d"))
    return "".join(char for char in bare if not unicodedata.combining(char))


def _split(text: str) -> list[str]:
    if "|" not in text:
        return text.split()
    head, *rest = text.split("|")
    known = head.split() if " " in head and len(head.split()) > 3 else [head]
    return [*known, *rest]


def _tokens(name: str) -> Words:
    return tuple(name.replace("'s ", " 's ").replace(",", " ,").split())


def _read_cities(gazetteers: Path | None, countries: frozenset[str] = frozenset()) -> list[str]:
    path = gazetteers / "world-cities/data/world-cities.csv" if gazetteers else None
    if path is None or not path.exists():
        return [] if countries else ["Springfield", "Lakeview", "Porto Novo"]
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [
            row for row in csv.DictReader(stream) if not countries or row["country"] in countries
        ]
    columns = ("name", "subcountry", "country")
    spelt = (row[column] for row in rows for column in columns)
    names = {form for name in spelt if name for form in (name, plain(name))}
    return sorted(name for name in names if name.replace(" ", "").replace("-", "").isalpha())


def _read_given(gazetteers: Path | None) -> list[str]:
    names: set[str] = set()
    for kind in ("boy", "girl"):
        path = gazetteers / f"vietnamese-namedb/{kind}.txt" if gazetteers else None
        if path is not None and path.exists():
            names.update(line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return sorted(name for name in names if name)
