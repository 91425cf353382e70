"""Put tokenizer and component together."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import spacy
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_suffix_regex

from kg.nlp.model.component import FACTORY, LanguageModel

NAME = "kg_news"
MAX_LENGTH = 1_000_000_000
_INFIXES = (
    rf"(?<=[{ALPHA_LOWER}0-9)\]\"”’])[.!?…](?=[\"“(]?[{ALPHA_UPPER}][{ALPHA_LOWER}])",
    rf"(?<=[{ALPHA}0-9.,)])[–—](?=[{ALPHA}0-9(\"“])",
    rf"(?<=[{ALPHA_LOWER}])[;)](?=[{ALPHA_UPPER}])",
)


def build_pipeline(folder: Path, *, threads: int) -> Language:
    """Return a pipeline of the English tokenizer and one component.

    Raises:
        ModelError: if a file is missing or damaged.
    """
    nlp = spacy.blank("en")
    nlp.max_length = MAX_LENGTH
    nlp.meta.update({"name": NAME, "description": "Names and grammar of English news."})
    _split_glued(nlp)
    component = nlp.add_pipe(FACTORY, config={"threads": threads})
    cast("LanguageModel", component).from_disk(folder)
    return nlp


def _split_glued(nlp: Language) -> None:
    """Split sentences that no space parts, such as `June 21.The Mayor`, and words at dashes.

    A hyphen at the end of a word is a dash, as in `by Ana Sousa- edited by Jan Bakker`.
    """
    if isinstance(nlp.tokenizer, Tokenizer):
        infixes = [*(nlp.Defaults.infixes or ()), *_INFIXES]
        nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
        suffixes = [*(nlp.Defaults.suffixes or ()), rf"(?<=[{ALPHA}0-9)\]])-"]
        nlp.tokenizer.suffix_search = compile_suffix_regex(suffixes).search
