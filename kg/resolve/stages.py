"""The families of classes one after the other, each standing on those before it.

Places come first, since bodies are told apart by them; then bodies, since people are; events last.
Within a family, units of one full name come first, and short forms after them, where what is
meant is plain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from kg.gazetteer import common_words
from kg.resolve import names, rules
from kg.resolve.clusters import Against, Clusters, Facts
from kg.resolve.rules import Rules
from kg.resolve.units import Unit

_LONGEST_EVENT = 14  # days of a span on which an event may meet another telling of it


def unite(clusters: Clusters, law: Rules) -> None:
    """Unite the units of all families as far as the rules allow."""
    _places(clusters, law)
    _bodies(clusters, law)
    _people(clusters)
    _awards(clusters)
    for family, endings in (("criterion", ()), ("model", ("model", "framework"))):
        _plain(clusters, family, endings)
    for family in sorted({u.family for u in clusters.units if u.family.startswith("other ")}):
        _plain(clusters, family, ())
    _events(clusters, law)


def _of(clusters: Clusters, *families: str) -> list[tuple[int, Unit]]:
    return [(i, unit) for i, unit in enumerate(clusters.units) if unit.family in families]


def _blocks(keyed: Iterable[tuple[int, Iterable[str]]]) -> list[list[int]]:
    """Group units by key; keys of more words come first, since they say more."""
    found: dict[str, list[int]] = defaultdict(list)
    for i, keys in keyed:
        for key in keys:
            found[key].append(i)
    ordered = sorted(found, key=lambda key: (-len(key.split()), key))
    return [found[key] for key in ordered if len(found[key]) > 1]


def _places(clusters: Clusters, law: Rules) -> None:
    against: Against = lambda a, b: rules.against_places(a, b, law)  # noqa: E731
    units = _of(clusters, "place")
    for i, unit in units:
        clusters.learn(i, rules.place_facts(unit, law, _countries(clusters, unit)), against)
    for block in _blocks((i, rules.place_keys(unit, law)) for i, unit in units):
        clusters.settle(block, _same_name(clusters))


def _countries(clusters: Clusters, unit: Unit) -> frozenset[str]:
    """Give the countries that the text says a place lies in."""
    keys = unit.related("locatedIn", "partOf", "headquarteredIn")
    objects = (clusters.units[clusters.index[key]] for key in keys if key in clusters.index)
    bare = (names.place_name(name).bare for thing in objects for name in thing.full)
    return frozenset(name for name in bare if name.startswith("iso "))


def _bodies(clusters: Clusters, law: Rules) -> None:
    against: Against = lambda a, b: rules.against_bodies(a, b, law)  # noqa: E731
    units = _of(clusters, "body", "project")
    around = _around(clusters)
    for i, unit in units:
        facts = rules.body_facts(unit, law)
        own = {" ".join(names.words(name)) for name in unit.full}
        known = Facts(
            context=frozenset(around[unit.document] - own),
            documents=frozenset({unit.document}),
        )
        clusters.learn(i, facts.united(known), against)
    for family in ("body", "project"):
        keyed = ((i, rules.body_keys(u, law)) for i, u in units if u.family == family)
        for block in _blocks(keyed):
            clusters.settle(block, _same_name(clusters))
    _acronyms(clusters, [(i, unit) for i, unit in units if unit.family == "body"])
    _first_words(clusters, [(i, unit) for i, unit in units if unit.family == "body"])


def _around(clusters: Clusters) -> dict[str, frozenset[str]]:
    """Give the full names of people and bodies that each document speaks of."""
    found: dict[str, set[str]] = defaultdict(set)
    for _, unit in _of(clusters, "person", "body"):
        for name in unit.full:
            if len(names.words(name)) > 1:
                found[unit.document].add(" ".join(names.words(name)))
    return defaultdict(frozenset, {key: frozenset(value) for key, value in found.items()})


def _acronyms(clusters: Clusters, units: list[tuple[int, Unit]]) -> None:
    """Join what a document calls by an acronym alone with the body that others give it to."""
    explicit: dict[str, set[int]] = defaultdict(set)
    spelled: dict[str, set[int]] = defaultdict(set)
    for i, unit in units:
        if unit.acronyms:
            for name in unit.acronyms:
                explicit[_letters(name)].add(clusters.root(i))
        for name in unit.full if not _is_short(unit) else ():
            for letters in names.initials(name):
                spelled[letters].add(clusters.root(i))
    for i, unit in units:
        if _is_short(unit):
            for name in unit.names:
                letters = _letters(name)
                _one_of(clusters, i, explicit[letters], f"{name} is given as its short form")
                near = [j for j in spelled[letters] if _is_near(clusters, i, j, len(letters))]
                _one_of(clusters, i, near, f"{name} are the initials of its name")


def _is_near(clusters: Clusters, i: int, j: int, letters: int) -> bool:
    """Tell whether initials are enough: in one document, or many enough and in one company."""
    left, right = clusters.facts(i), clusters.facts(j)
    if left.documents & right.documents:
        return True
    return letters > 2 and bool(left.context & right.context)


def _is_short(unit: Unit) -> bool:
    return all(names.is_acronym(name) for name in unit.names)


def _letters(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _one_of(clusters: Clusters, i: int, found: Iterable[int], reason: str) -> None:
    """Join a unit with the only fitting cluster, or with the one that shares most with it."""
    roots = sorted({clusters.root(j) for j in found} - {clusters.root(i)})
    free = [j for j in roots if not clusters.refusal(i, j)]
    if free and not any(clusters.root(i) == clusters.root(j) for j in found):
        clusters.settle_one(i, free, reason)


def _first_words(clusters: Clusters, units: list[tuple[int, Unit]]) -> None:
    """Join `Becamex` with the only body whose name begins so, among the same people and bodies."""
    longer: dict[str, set[int]] = defaultdict(set)
    for i, unit in units:
        for name in unit.full:
            parts = names.body_name(name)
            if len(parts.core) > 1 and not parts.place:
                longer[names.words(name)[0]].add(clusters.root(i))
    for i, unit in units:
        told = names.words(unit.name)
        if len(told) != 1 or _is_short(unit) or told[0] in common_words():
            continue
        roots = {clusters.root(j) for j in longer[told[0]]} - {clusters.root(i)}
        near = [j for j in sorted(roots) if clusters.facts(i).context & clusters.facts(j).context]
        if len(roots) == 1 and near:
            clusters.join(near[0], i, f"{unit.name} is the first word of its name")


def _people(clusters: Clusters) -> None:
    units = _of(clusters, "person")
    around = _around(clusters)
    for i, unit in units:
        keys = unit.related("holdsPositionIn", "memberOf", "founderOf", "led")
        own = {" ".join(names.words(name)) for name in unit.full}
        facts = Facts(
            employers=frozenset(clusters.name_of(key) for key in keys),
            homes=frozenset({unit.home.place} - {""}),
            context=frozenset(around[unit.document] - own),
        )
        clusters.learn(i, facts, rules.against_people)
    for block in _blocks((i, rules.person_keys(unit)) for i, unit in units):
        clusters.settle(block, _same_name(clusters))
    _short_people(clusters, units)


def _short_people(clusters: Clusters, units: list[tuple[int, Unit]]) -> None:
    """Join `Lou` with `Louis`, and a last name with a full one, among the same people."""
    by_last: dict[str, set[int]] = defaultdict(set)
    told = {i: sorted(rules.person_keys(unit)) for i, unit in units}
    for i, keys in told.items():
        for key in keys:
            by_last[key.split()[-1]].add(i)
    for last in sorted(by_last):
        named = sorted({(clusters.root(i), key) for i in by_last[last] for key in told[i]})
        for (i, a), (j, b) in combinations(named, 2):
            alike = _same_person(a.split(), b.split())
            if alike and clusters.root(i) != clusters.root(j) and _are_near(clusters, i, j):
                clusters.join(i, j, "forms of one name, among the same people and bodies")
    for i, unit in units:
        single = {names.person_words(name) for name in unit.full} if not told[i] else set()
        for words in sorted(single):
            roots = sorted({clusters.root(j) for j in by_last.get("".join(words), ())})
            near = [j for j in roots if _are_near(clusters, i, j)]
            if len(near) == 1:
                said = f"the only {unit.name} among the same people and bodies"
                clusters.join(near[0], i, said)


def _are_near(clusters: Clusters, i: int, j: int) -> bool:
    left, right = clusters.facts(i), clusters.facts(j)
    return bool(left.employers & right.employers) or len(left.context & right.context) > 1


def _same_person(a: list[str], b: list[str]) -> bool:
    """Tell `lou zacharilla` and `louis zacharilla`, or a name with its middle left out."""
    if a[-1] != b[-1] or a == b:
        return False
    short, long = sorted((a[0], b[0]), key=len)
    if len(a) == len(b) == 2:
        return len(short) > 2 and long.startswith(short)
    return a[0] == b[0] and (set(a) <= set(b) or set(b) <= set(a))


def _awards(clusters: Clusters) -> None:
    units = _of(clusters, "award")
    around = _around(clusters)
    for i, unit in units:
        givers = {clusters.name_of(key) for key in unit.related("grantedBy")}
        facts = Facts(employers=frozenset(givers), context=around[unit.document])
        clusters.learn(i, facts, rules.against_awards)
    for block in _blocks((i, rules.award_keys(unit)) for i, unit in units):
        clusters.settle(block, _same_name(clusters))


def _plain(clusters: Clusters, family: str, endings: tuple[str, ...]) -> None:
    for block in _blocks((i, rules.plain_keys(u, *endings)) for i, u in _of(clusters, family)):
        clusters.settle(block, _same_name(clusters))


def _events(clusters: Clusters, law: Rules) -> None:
    against: Against = lambda a, b: rules.against_events(a, b, law)  # noqa: E731
    units = _of(clusters, "event")
    for i, unit in units:
        facts = Facts(
            types=frozenset({unit.type} - {"Event"}),
            dates=frozenset(unit.dates),
            issued=frozenset({unit.issued} - {""}),
            documents=frozenset({unit.document}),
            context=frozenset(clusters.name_of(key) for key in unit.linked),
            homes=frozenset({unit.home.place} - {""}),
        )
        clusters.learn(i, facts, against)
    named = ((i, rules.plain_keys(u)) for i, u in units if _is_named(u))
    for block in _blocks(named):
        clusters.settle(block, _same_name(clusters))
    for block in _blocks((i, _days(unit)) for i, unit in units):
        for _, i, j in sorted(_alike(clusters, block)):
            if clusters.root(i) != clusters.root(j):
                clusters.join(i, j, "one day, one kind of event, and the same place or people")


def _is_named(unit: Unit) -> bool:
    """Tell a name of its own (`Horasis Asia Meeting`) from a noun (`the press conference`)."""
    own = rules.event_words(unit)[1]
    return len(own) > 1 or any(word.isdigit() and len(word) == 4 for word in own)


def _days(unit: Unit) -> list[str]:
    return [start for start, _ in unit.dates if len(start) == 10]


def _alike(clusters: Clusters, block: list[int]) -> Iterator[tuple[int, int, int]]:
    """Give pairs of one day that tell of one event, those that share most first."""
    for i, j in combinations(sorted(block), 2):
        left, right = clusters.units[i], clusters.units[j]
        kinds_a, own_a = rules.event_words(left)
        kinds_b, own_b = rules.event_words(right)
        facts = clusters.facts(i), clusters.facts(j)
        company = len(facts[0].context & facts[1].context)
        home = len(facts[0].homes & facts[1].homes)
        shared = len(own_a & own_b)
        same_kind = kinds_a & kinds_b or (left.type == right.type != "Event")
        if left.document != right.document and same_kind and (company or home or shared > 1):
            yield -(2 * company + shared + home), i, j


def _same_name(clusters: Clusters) -> Callable[[int, int], str]:
    """Say how the names of two units are alike."""

    def reason(i: int, j: int) -> str:
        left, right = clusters.units[i], clusters.units[j]
        folded = {" ".join(names.words(name)) for name in left.names}
        if folded & {" ".join(names.words(name)) for name in right.names}:
            return "the same name"
        homes = sorted(clusters.facts(i).homes)
        if left.family in ("body", "project") and homes:
            return f"the same words, and both belong to {rules.listed(homes)}"
        return "forms of one name"

    return reason
