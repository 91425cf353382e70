"""Put tokenizer and component together."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER
from spacy.lang.en import English, EnglishDefaults
from spacy.language import Language

from kg.nlp.model.component import FACTORY, LanguageModel

NAME = "kg_news"
MAX_LENGTH = 1_000_000_000
_INFIXES = (
    rf"(?<=[{ALPHA_LOWER}0-9)\]\"”’])[.!?…](?=[\"“(]?[{ALPHA_UPPER}][{ALPHA_LOWER}])",
    rf"(?<=[{ALPHA}0-9.,)])[–—](?=[{ALPHA}0-9(\"“])",
    rf"(?<=[{ALPHA_LOWER}])[;)](?=[{ALPHA_UPPER}])",
)


# what is done together or again is one verb; `co-founder` stays apart, as treebanks have it;
# `A/S` is the legal form of Danish companies, `Assoc.` a professor's rank
_ONE_WORD = re.compile(
    r"a/s|assoc\.|(?:co|re)-[a-z]{3,}(?:ed|ing)|co-(?:built|led|organi[sz]es|ran|taught|written|wrote)",
    re.IGNORECASE,
)


class NewsDefaults(EnglishDefaults):
    """English, but sentences that no space parts, such as `June 21.The Mayor`, are split.

    So are words at dashes; a hyphen at the end of a word is a dash, as in `by Ana Sousa- edited`.
    Verbs such as `co-hosted` stay whole.
    """

    token_match = _ONE_WORD.fullmatch

    infixes = [*(EnglishDefaults.infixes or ()), *_INFIXES]  # noqa: RUF012
    suffixes = [*(EnglishDefaults.suffixes or ()), rf"(?<=[{ALPHA}0-9)\]])-"]  # noqa: RUF012


class NewsEnglish(English):  # type: ignore[no-untyped-call]
    """The language of the pipeline; what it saves to disk loads as English with these rules."""

    Defaults = NewsDefaults


def build_pipeline(folder: Path, *, threads: int) -> Language:
    """Return a pipeline of the English tokenizer and one component.

    Raises:
        ModelError: if a file is missing or damaged.
    """
    nlp = NewsEnglish()
    nlp.max_length = MAX_LENGTH
    nlp.meta.update({"name": NAME, "description": "Names and grammar of English news."})
    component = nlp.add_pipe(FACTORY, config={"threads": threads})
    cast("LanguageModel", component).from_disk(folder)
    return nlp
