"""The pieces that readers hand to the common path: lines or elements, and what is known of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.datamodel import BlockKind


@dataclass(frozen=True, slots=True)
class RawBlock:
    """One line or element of a page before its frame is removed.

    `gap` counts the blank lines before it; `kind` is what the format itself says, if it does.
    """

    text: str
    gap: int = 1
    kind: BlockKind | None = None


@dataclass(slots=True)
class Metadata:
    """What the frame tells about an article; the first to say something is believed.

    `publisher` is the site's name, which stands in for the agency where no agency is named;
    `page_title` stands in for the title where the page shows none.
    """

    title: str = ""
    issued: str = ""
    agency: str = ""
    publisher: str = ""
    page_title: str = ""
    reporters: list[str] = field(default_factory=list)
    translators: list[str] = field(default_factory=list)

    def learn(
        self,
        *,
        title: str = "",
        issued: str = "",
        agency: str = "",
        reporters: Iterable[str] = (),
        translators: Iterable[str] = (),
    ) -> None:
        """Fill what is still unknown; names are added once each."""
        self.title = self.title or title
        self.issued = self.issued or issued
        self.agency = self.agency or agency
        for known, new in ((self.reporters, reporters), (self.translators, translators)):
            known.extend(name for name in dict.fromkeys(new) if name not in known)
