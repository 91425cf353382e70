"""Steps in a dependency tree that frames and their readers share."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from kg.nlp.nominals import GROUPS
from kg.nlp.phrases import is_aside

CLAUSAL = frozenset({"ROOT", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj"})


NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PRON"})


def deep(token: Token, wanted: str) -> list[int]:
    """Give nominals with a preposition anywhere below a predicate in its clause, conjuncts too."""
    found = []
    clause = clause_head(token)
    for below in token.subtree:
        anchor = below
        while anchor.dep_ == "conj" and anchor.head != anchor:
            anchor = anchor.head
        if below == token or not anchor.dep_.startswith(("nmod", "obl")):
            continue
        if wanted in {preposition(anchor), preposition(below)} and clause_head(below) == clause:
            found.append(below.i)
    return found


def is_verb(token: Token) -> bool:
    """Tell a verb in `-s` that a tagger took for a plural: in `the city continue cooperates with`."""
    if token.pos_ == "VERB" or token.tag_ != "NNS" or token.dep_ not in {"ROOT", "xcomp"}:
        return token.pos_ == "VERB"
    told = any(c.dep_.startswith("obl") or c.dep_ == "obj" for c in token.rights)
    return told and not any(c.dep_ in {"amod", "case", "cop", "det"} for c in token.lefts)


def is_passive(token: Token) -> bool:
    """Tell whether the surface subject of a verb is what it is done to."""
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    said = {c.dep_ for c in token.children}
    if said & {"nsubj:pass", "aux:pass", "csubj:pass"}:
        active = "obj" in said and "aux" in said and "aux:pass" not in said
        return not active  # "has appointed X", whatever parsers call its subject
    if (
        token.tag_ in {"VBN", "VBD"}
        and token.i + 1 < len(token.doc)
        and token.nbor().lower_ == "by"
    ):
        return True
    if token.tag_ != "VBN" or any(c.dep_ in {"aux", "nsubj"} for c in token.children):
        return False
    if any(
        c.dep_ == "obl:agent" or (c.dep_ == "obl" and preposition(c) == "by")
        for c in token.children
    ):
        return True
    if token.dep_ == "conj" and token.head.pos_ == "VERB":
        return is_passive(token.head) and token.head.tag_ == "VBN"
    has_object = any(c.dep_ == "obj" for c in token.children)
    return (
        token.dep_ in {"acl", "advcl", "amod", "ROOT", "acl:relcl", "xcomp", "dep"}
        and not has_object
    )


def is_infinitive(token: Token) -> bool:
    """Tell `to win` from a participle."""
    return any(c.tag_ == "TO" for c in token.children)


def says_who(token: Token) -> bool:
    """Tell the verb of `was the first to win`, `became the first city to win`."""
    noun = token.head
    said = noun.dep_ == "xcomp" or any(c.dep_ == "cop" for c in noun.children)
    return token.dep_ == "acl" and token.pos_ == "VERB" and said and is_infinitive(token)


_OF_AGENTS = frozenset({"", "with", "together with", "along with", "jointly with"})


def preposition(token: Token) -> str:
    """Give the preposition of a nominal in lower case (`such as`, `together with`), or `bare`."""
    words = _words_of_case(token.children, token) or _words_of_case(_cases_below(token), token)
    joined = " ".join(words)
    if joined == "with" and (first := _case_of(token)) is not None and first.i:
        before = first.nbor(-1).lower_
        joined = f"{before} with" if before in {"together", "along", "jointly"} else joined
    agent = token.dep_ == "obl:agent" and joined in _OF_AGENTS
    if joined == "by" or (agent and not _in_a_part(token)):
        return "by"
    return joined or _particle_before(token) or "bare"


def _in_a_part(token: Token) -> bool:
    """Tell whom a parser took for the agent of `was held, with Ann Lee as speaker`."""
    ends = {max([token.i, *(c.i for c in token.rights if c.dep_ == "flat")]), token.right_edge.i}
    return any(_next(token.doc[end]) == "as" for end in ends)


def _particle_before(token: Token) -> str:
    """Give the `over` of `presiding over the session` where it was taken for a particle."""
    first = token.left_edge.i
    before = token.doc[first - 1] if first and token.dep_ == "obl" else None
    particle = before is not None and before.dep_ == "compound:prt" and before.head == token.head
    return before.lower_ if particle and before is not None else ""


def lost_object(verb: Token) -> Token | None:
    """Give back the object that a parser gave to the main clause: `Heading the team was Ann Lee`.

    So in `Having joined the League in 2018, Ghent was named …`.
    """
    first = verb.doc[verb.left_edge.i]
    done = first.lower_ == "having" and first.head == verb
    if not (verb.tag_ == "VBG" or done) or any(c.dep_ == "obj" for c in verb.children):
        return None
    if not first.is_sent_start:
        return None
    found = (c for c in verb.head.children if c.i > verb.i and c.left_edge.i == verb.i + 1)
    return next((c for c in found if c.pos_ in NOMINAL and preposition(c) == "bare"), None)


_TELLING = frozenset(["assure", "inform", "remind", "tell", "warn"])


def told(verb: Token) -> Token | None:
    """Give back whom somebody told, which a parser gave to the words said: `X told the forum that …`."""
    if verb.lemma_ not in _TELLING or any(c.dep_ in {"obj", "iobj"} for c in verb.children):
        return None
    for words in (c for c in verb.children if c.dep_ == "ccomp"):
        for c in words.children:
            beside = c.dep_.startswith("nsubj") and c.left_edge.i == verb.i + 1
            marked = any(m.lower_ == "that" and m.i > c.i for m in words.children)
            if beside and (words.i < verb.i or marked):
                return c
    return None


def _words_of_case(below: Iterable[Token], token: Token) -> list[str]:
    words: list[str] = []
    for child in below:
        if child.dep_ in {"case", "mark"} and child.i < token.i:
            if words and child.nbor(-1).pos_ in NOMINAL:
                break  # "of the League of Cities", hung on `Cities` as a whole
            words.append(child.lower_)
            words.extend(g.lower_ for g in child.children if g.dep_ == "fixed")
    return words


def _cases_below(token: Token) -> list[Token]:
    """Give a preposition hung on the name behind it: `with` in `with the engineer Ann Lee`."""
    names = (c for c in token.rights if c.dep_ in {"appos", "flat"} and c.i <= token.i + 2)
    return [c for name in names for c in name.lefts if c.dep_ == "case" and c.i < token.i]


def _case_of(token: Token) -> Token | None:
    return next((c for c in token.children if c.dep_ == "case"), None)


def without_preposition(subject: Token) -> list[Token]:
    """Step from `at the hall` to what parsers took for its apposition: the subject proper."""
    if not any(c.dep_ == "case" and c.i < subject.i for c in subject.children):
        return [subject]
    if subject.children and any(
        c.lower_ in {"of", "from"} for c in subject.children if c.dep_ == "case"
    ):
        return [subject]
    return [c for c in subject.children if c.dep_ == "appos" and c.i > subject.i][-1:]


def name_before(pronoun: Token) -> Token | None:
    """Give the name that ends right before `, which`, unless it is a person's."""
    if pronoun.i < 2 or pronoun.nbor(-1).text != ",":
        return None
    name = pronoun.nbor(-2)
    while name.dep_.startswith(("flat", "compound")):
        name = name.head
    return name if name.pos_ == "PROPN" and name.ent_type_ != "PERSON" else None


def nearest_conjunct(token: Token) -> Token:
    """Give what an apposition describes: in `Acme and Lagos Port, an arm of X`, Lagos Port.

    Parsers hang what follows a coordination on its first member.
    """
    head = token.head
    if token.tag_ in {"NNS", "NNPS"}:
        return head
    members = [*conjuncts(head), *(c for c in head.children if c.dep_ == "appos")]
    start = token.left_edge.i
    before = sorted((t for t in members if t.i < start), key=lambda t: t.i)
    last = before[-1] if before else head
    comma = "," in {t.text for t in token.doc[max(0, start - 1) : start + 1]}
    return last if comma and last.pos_ == "PROPN" else head


def hung_low(participle: Token) -> Token | None:
    """Give the noun that `a show of arts, held at …` may tell of; a delegation led is no show.

    So in `a union of 300 families based in Lima`, and the subject of `was held at the Hall, hosted
    by X`.
    """
    noun = participle.head
    if participle.dep_ != "acl" or noun.lemma_.casefold() in GROUPS:
        return None
    aside = is_aside(participle)
    if noun.dep_ == "nmod" and (aside or (participle.lemma_ == "base" and noun.tag_ == "NNS")):
        return noun.head
    if aside and noun.dep_ == "obl" and noun.head.lemma_ in {"hold", "take"}:
        return next((c for c in noun.head.lefts if c.dep_.startswith("nsubj")), None)
    return None


def group_led(participle: Token) -> Token | None:
    """Give the group in `a reception for the delegation of Oulu led by X`, however it was attached."""
    if participle.lemma_ not in {"lead", "head"} or participle.i + 1 >= len(participle.doc):
        return None
    between = participle.doc[participle.head.i + 1 : participle.i]
    if participle.nbor().lower_ != "by" or any(t.pos_ == "VERB" for t in between):
        return None
    return next((t for t in reversed(between) if t.lemma_.casefold() in GROUPS), None)


def described_above(noun: Token) -> Token | None:
    """Climb from a place to the noun in apposition it belongs to: `a firm based in Lima, which …`."""
    for _ in range(4):
        if noun.dep_ == "appos" and noun.pos_ == "NOUN":
            return noun
        if noun.head == noun or noun.dep_ in {"nsubj", "obj", "ROOT"}:
            return None
        noun = noun.head
    return None


def noun_before(clause: Token) -> Token | None:
    """Give the noun phrase right before `, which`, where the parser hung the clause on another.

    In `gave the prize to the University of Lille, which …` both readings are grammatical; which of
    the two fits is for the classes of the arguments to say.
    """
    pronoun = next((c for c in clause.children if c.lower_ in {"which", "who"}), None)
    if pronoun is None or pronoun.i < 2 or pronoun.nbor(-1).text != ",":
        return None
    noun = pronoun.nbor(-2)
    while noun.dep_.startswith(("nmod", "flat", "compound")) and noun.head != clause.head:
        noun = noun.head
    return noun if noun.pos_ in NOMINAL and noun != clause.head else None


def clause_head(token: Token) -> Token:
    """Climb to the predicate of the clause that a token stands in."""
    while token.dep_ not in CLAUSAL and token.head != token:
        if token.dep_ == "conj" and token.pos_ == "VERB":
            break
        token = token.head
    return token


def whose(pronoun: Token) -> int:
    """Give the noun that a relative clause with `whose` describes: `the League, whose members …`."""
    clause = clause_head(pronoun.head)
    if clause.dep_ == "acl:relcl":
        return clause.head.i
    set_off = pronoun.i > 1 and pronoun.nbor(-1).text == ","
    return pronoun.i - 2 if set_off else pronoun.i


def _below_parts(name: Token) -> list[Token]:
    """Give what parsers hang on the first word of a name: `Lagos University and Accra College`."""
    parts = (c for c in name.lefts if c.dep_ in {"compound", "flat"} and c.pos_ == "PROPN")
    return [c for part in parts for c in part.rights if c.i > name.i]


def _below_name(noun: Token) -> list[Token]:
    """Give what parsers hang on the name behind a noun: `the poet Ann Lee and the pilot Jan Aho`."""
    beside = (c for c in noun.rights if c.dep_ in {"appos", "flat"} and c.i == noun.i + 1)
    return [] if noun.pos_ != "NOUN" else [c for name in beside for c in name.rights]


def conjuncts(token: Token) -> list[Token]:
    """Give a nominal and everything coordinated with it, in order of the text."""
    found = [token]
    queue = [token]
    while queue:
        current = queue.pop()
        for child in (*current.children, *_below_parts(current), *_below_name(current)):
            if child.pos_ == "VERB" or not (child.dep_ == "conj" or _is_listed(child)):
                continue
            if child.lemma_ in _SPELLS:  # "honoured 5 years in the A and 3 years in the B"
                found += [
                    c for c in child.children
                    if c.dep_ in {"nmod", "obl"} and preposition(c) == preposition(token)
                ]  # fmt: skip
            elif not _joined_with(child) and not _ruled_out(child):
                found.append(child)
                queue.append(child)
    return sorted(found, key=lambda t: t.i)


_SPELLS = frozenset({"time", "year"})


def _is_listed(noun: Token) -> bool:
    """Tell a body that parsers take for what the place before it is: `Lagos, Acme Ltd and Ghent`."""
    if noun.dep_ != "appos" or noun.ent_type_ != "ORG" or noun.left_edge.i - noun.head.i > 2:
        return False
    if all(t.ent_type_ != "GPE" for t in (noun.head, *noun.head.lefts)):
        return False
    after = noun.right_edge.i + 1
    return _next(noun) == "and" and any(
        c.dep_ == "conj" and c.left_edge.i == after for c in noun.head.children
    )


def _ruled_out(noun: Token) -> bool:
    """Tell what a list takes out: `Ghent, but not Lagos`, `Ghent rather than Lagos`, `all but Lagos`."""
    if noun.dep_ == "conj" and noun.head.lower_ in {"all", "everybody", "everyone", "nobody"}:
        return any(c.dep_ == "cc" and c.lower_ == "but" for c in noun.lefts)
    return any(
        (c.lower_ == "not" and _next(c) not in {"just", "merely", "only"})
        or (c.dep_ == "cc" and c.lower_ in {"instead", "rather"})
        for c in noun.lefts
    )


def _joined_with(noun: Token) -> bool:
    """Tell what parsers take for one more of a list: `by A and B, with C as the main sponsor`."""
    case = next((c for c in noun.lefts if c.dep_ == "case"), None)
    after = noun.right_edge.i + 1
    end = noun.doc[after].lower_ if after < len(noun.doc) else ""
    return case is not None and case.lower_ == "with" and "as" in {end, _next(noun)}


def _next(token: Token) -> str:
    return token.nbor().lower_ if token.i + 1 < len(token.doc) else ""


def name_set_off(participle: Token) -> Token | None:
    """Give the name that ends right before a comma and the participle behind it."""
    start = participle.left_edge.i
    comma = next((i for i in (start, start - 1) if participle.doc[i].text == ","), 0)
    name = participle.doc[comma - 1] if comma else None
    while name is not None and name.dep_.startswith(("flat", "compound")):
        name = name.head
    return name if name is not None and name.pos_ == "PROPN" else None


def fronted(verb: Token) -> Token | None:
    """Give back the subject that a parser gave to a participle: in `Raised in Ely, Aho founded`."""
    for clause in verb.lefts:
        if clause.dep_ == "advcl" and clause.tag_ in {"VBN", "VBG"}:
            for c in clause.children:
                if c.dep_.startswith("nsubj") and c.i > clause.i and c.nbor(-1).text == ",":
                    return c
    return None


def past_dateline(subject: Token) -> Token:
    """Step from the place of a dateline to the subject: `DULUTH — Kathleen Aho was named …`."""
    doc = subject.doc
    placed = subject.ent_type_ == "GPE" or subject.is_upper
    if not placed or not doc[subject.left_edge.i].is_sent_start:
        return subject
    if all(t.text not in {"—", "–", "-", "--"} for t in doc[subject.i + 1 : subject.i + 5]):
        return subject
    named = (
        c for c in subject.children if c.dep_ == "appos" and c.pos_ in {"PROPN", "PRON", "NOUN"}
    )
    return next(named, subject)
