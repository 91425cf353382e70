"""kg reads news articles and builds a knowledge graph in which every statement has its sentence."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.datamodel import Article, Entity, Evidence, Extraction, Mention, Statement
    from kg.errors import KGError
    from kg.graph import KnowledgeGraph
    from kg.nlp.model import load_model as load_pipeline

__version__ = "0.1.0"

_HOMES = {
    "Article": "kg.datamodel",
    "Entity": "kg.datamodel",
    "Evidence": "kg.datamodel",
    "Extraction": "kg.datamodel",
    "KGError": "kg.errors",
    "KnowledgeGraph": "kg.graph",
    "Mention": "kg.datamodel",
    "Statement": "kg.datamodel",
    "load_pipeline": "kg.nlp.model:load_model",
}

__all__ = [
    "Article",
    "Entity",
    "Evidence",
    "Extraction",
    "KGError",
    "KnowledgeGraph",
    "Mention",
    "Statement",
    "load_pipeline",
]


def __getattr__(name: str) -> object:
    """Import a public name on first use, so that `import kg` stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    return getattr(import_module(module), attribute or name)
