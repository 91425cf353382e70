from __future__ import annotations

import pytest

from kg.ingest.sentences import unglue


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("It opened on May 3.The fair", "It opened on May 3. The fair"),
        ("again last year.WHO gathers", "again last year. WHO gathers"),
        ("more cheaply.A ship", "more cheaply. A ship"),
        ("named by WHO.The list", "named by WHO. The list"),
        ("of Lund Corp.The firm", "of Lund Corp. The firm"),
        ("of the party (WTA).Its head", "of the party (WTA). Its head"),
        ("rose by 5%.Prices", "rose by 5%. Prices"),
        ("“We won.”The mayor", "“We won.” The mayor"),
        ("she said.“We won”", "she said. “We won”"),
        ('She said "we won."The mayor', 'She said "we won." The mayor'),
        ('He left."We won," he said', 'He left. "We won," he said'),
        ("Who pays?The state", "Who pays? The state"),
        ("in Washington, D.C.The talks", "in Washington, D.C. The talks"),
        ("at 9 a.m.The doors", "at 9 a.m. The doors"),
        ("ở Hà Nội.Ông Lê", "ở Hà Nội. Ông Lê"),
    ],
)
def test_glued_sentences_get_their_space(glued: str, apart: str) -> None:
    assert unglue(glued) == apart


@pytest.mark.parametrize(
    "name",
    [
        "U.S.A", "U.S. Army", "Booking.com", "Booking.Com", "ASP.Net", "Node.JS", "v2.Beta",
        "km2.Rank", "St.Louis", "Mr.Odera", "Prof.Krag", "J.K.Rowling", "Will.I.Am", "Ph.D",
        "No.5", "TP.HCM", "https://a.example/C.The", "www.Lakes.Com", "me.You@x.example",
        "Agenda.Pdf", "3.5", "1.000.000", "e.g. this", "12 sq.km",
    ],
)  # fmt: skip
def test_names_and_addresses_stay_whole(name: str) -> None:
    assert unglue(f"They met {name} there.") == f"They met {name} there."
