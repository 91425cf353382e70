"""Files that are written from the ontology: its reference page and the shapes of its properties.

`python -m kg.ontology_docs` writes them anew; a test fails when they have drifted apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.ontology import Class, Ontology, Property, load_ontology
from kg.resources import resource

_INTRODUCTION = """\
# Ontology

Generated from [kg.ttl](kg.ttl) by `python -m kg.ontology_docs`; change that file, not this one.

Namespace `kg:` is `https://w3id.org/kg/ontology#`. A statement takes as subject and object any of
the classes named, or a narrower one. What it may say beside them stands under *qualifiers*.
"""

_SHAPES = """\
# Generated from kg.ttl by `python -m kg.ontology_docs`; change that file, not this one.

@prefix kg: <https://w3id.org/kg/ontology#> .
@prefix kgsh: <https://w3id.org/kg/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""


def reference(ontology: Ontology) -> str:
    """Write the reference page in Markdown."""
    statements, others = _split(ontology)
    return "\n".join(
        (
            _INTRODUCTION,
            "## Classes\n",
            *_tree(ontology, ""),
            "",
            *(_class(c) for c in ontology.classes.values()),
            "## Properties of statements\n",
            *_overview(statements),
            "",
            *(_property(p) for p in statements),
            "## Properties of nodes, and qualifiers\n",
            *(_property(p) for p in others),
        )
    )


def property_shapes(ontology: Ontology) -> str:
    """Write SHACL shapes for the domain and range of each property between entities."""
    shapes = [_SHAPES]
    for found in _split(ontology)[0]:
        if "owl:Thing" not in found.domain:
            shapes.append(_shape(found, "Subject", "subject", found.domain))
        if "owl:Thing" not in found.range:
            shapes.append(_shape(found, "Object", "object", found.range))
    return "\n".join(shapes)


def write() -> list[Path]:
    """Write both files of a checkout anew; give their paths."""
    ontology = load_ontology()
    folder = resource("ontology/kg.ttl").parent
    written = {"reference.md": reference, "property-shapes.ttl": property_shapes}
    for name, make in written.items():
        (folder / name).write_text(make(ontology), encoding="utf-8")
    return [folder / name for name in written]


def _split(ontology: Ontology) -> tuple[list[Property], list[Property]]:
    """Tell the properties that statements are made with from the others."""
    statements = [p for p in ontology.properties.values() if p.qualifiers]
    others = [p for p in ontology.properties.values() if not p.qualifiers]
    return statements, others


def _tree(ontology: Ontology, parent: str, indent: str = "") -> Iterator[str]:
    for found in ontology.classes.values():
        if found.broader[:1] == ((parent,) if parent else ()):
            also = "".join(f", also a [{b}](#{b.lower()})" for b in found.broader[1:])
            yield f"{indent}- [{found.name}](#{found.name.lower()}){also}"
            yield from _tree(ontology, found.name, indent + "  ")


def _class(found: Class) -> str:
    broader = f"\nNarrower than {_links(found.broader)}.\n" if found.broader else ""
    return f"### {found.name}\n\n{found.definition}\n\n*{found.example}*\n{broader}"


def _overview(properties: Sequence[Property]) -> Iterator[str]:
    yield "| property | from | to |"
    yield "|---|---|---|"
    for found in properties:
        arrow = " (both ways)" if found.symmetric else ""
        name = f"[{found.name}](#{found.name.lower()}){arrow}"
        yield f"| {name} | {_plain(found.domain)} | {_plain(found.range)} |"


def _property(found: Property) -> str:
    lines = [f"### {found.name}", "", found.definition, "", f"*{found.example}*", ""]
    lines.append(f"- from {_plain(found.domain)} to {_plain(found.range)}")
    if found.broader:
        lines.append(f"- narrower than {_links(found.broader)}")
    if found.symmetric:
        lines.append("- symmetric: it holds in both directions")
    if found.transitive:
        lines.append("- transitive: a chain of it is one step of it")
    if found.qualifiers:
        lines.append(f"- qualifiers: {', '.join(found.qualifiers)}")
    if found.inverse_label and not found.symmetric:
        lines.append(f"- from the other side: *{found.inverse_label}*")
    return "\n".join((*lines, ""))


def _plain(names: Sequence[str]) -> str:
    return " or ".join("anything" if n == "owl:Thing" else n for n in names)


def _links(names: Sequence[str]) -> str:
    return " and ".join(f"[{n}](#{n.lower()})" for n in names)


def _shape(found: Property, suffix: str, end: str, classes: Sequence[str]) -> str:
    allowed = [f"[ sh:class kg:{name} ]" for name in classes]
    choice = f"sh:or ( {' '.join(allowed)} )" if len(allowed) > 1 else f"sh:class kg:{classes[0]}"
    return (
        f"kgsh:{found.name}{suffix} a sh:NodeShape ;\n"
        f"    sh:target{suffix}sOf kg:{found.name} ;\n"
        f"    {choice} ;\n"
        f'    sh:message "The {end} of {found.name} is {_article(classes)}." .\n'
    )


def _article(names: Sequence[str]) -> str:
    return " or ".join(f"{'an' if n[0] in 'AEIO' else 'a'} {n}" for n in names)


if __name__ == "__main__":
    write()
