"""Closed word lists of English that the components share: grammar, not knowledge of the world."""

from __future__ import annotations

from kg.gazetteer import heads, offices

KINDS = ("event", "facility", "organization", "place", "project", "award", "model")

LEGAL_FORMS = frozenset(
    [
        "a/s",
        "ag",
        "bv",
        "corp",
        "corporation",
        "co",
        "company",
        "gmbh",
        "inc",
        "incorporated",
        "jsc",
        "limited",
        "llc",
        "ltd",
        "nv",
        "plc",
        "pte",
        "sa",
    ]
)

SPEECH_VERBS = frozenset(
    [
        "acknowledge",
        "add",
        "affirm",
        "announce",
        "assess",
        "comment",
        "confirm",
        "declare",
        "describe",
        "disclose",
        "emphasise",
        "emphasize",
        "explain",
        "highlight",
        "inform",
        "note",
        "point",
        "recall",
        "remark",
        "report",
        "reveal",
        "say",
        "share",
        "state",
        "stress",
        "tell",
        "underline",
        "underscore",
        "write",
    ]
)
OPINION_VERBS = frozenset(
    [
        "accuse",
        "allege",
        "argue",
        "assume",
        "believe",
        "claim",
        "consider",
        "contend",
        "criticise",
        "criticize",
        "deem",
        "deny",
        "doubt",
        "estimate",
        "fear",
        "feel",
        "guess",
        "imagine",
        "insist",
        "predict",
        "speculate",
        "suggest",
        "suppose",
        "suspect",
        "think",
    ]
)
PLAN_VERBS = frozenset(
    [
        "favor",
        "favour",
        "tip",
        "aim",
        "anticipate",
        "ask",
        "aspire",
        "attempt",
        "call",
        "consider",
        "demand",
        "desire",
        "encourage",
        "expect",
        "hope",
        "intend",
        "invite",
        "look",
        "offer",
        "order",
        "plan",
        "prepare",
        "pledge",
        "project",
        "promise",
        "propose",
        "pursue",
        "recommend",
        "request",
        "schedule",
        "seek",
        "strive",
        "suggest",
        "target",
        "try",
        "urge",
        "vow",
        "want",
        "wish",
    ]
)
PLAN_NOUNS = frozenset(
    [
        "aim",
        "ambition",
        "aspiration",
        "bid",
        "campaign",
        "chance",
        "condition",
        "criterion",
        "desire",
        "effort",
        "expectation",
        "goal",
        "hope",
        "idea",
        "intention",
        "objective",
        "opportunity",
        "plan",
        "possibility",
        "pledge",
        "proposal",
        "purpose",
        "request",
        "requirement",
        "target",
        "wish",
    ]
)
HEDGES = frozenset(
    [
        "allegedly",
        "apparently",
        "arguably",
        "likely",
        "maybe",
        "perhaps",
        "possibly",
        "potentially",
        "presumably",
        "probably",
        "reportedly",
        "rumoured",
        "supposedly",
    ]
)
NEGATORS = frozenset(["hardly", "neither", "never", "no", "nor", "not", "n't", "without"])
NEGATIVE_VERBS = frozenset(
    ["avoid", "cancel", "decline", "deny", "fail", "lack", "miss", "refuse", "reject", "rule"]
)
MODALS = frozenset(["can", "could", "may", "might", "must", "ought", "shall", "should", "would"])
OBJECT_CONTROL = frozenset(
    [
        "allow",
        "ask",
        "congratulate",
        "convince",
        "enable",
        "encourage",
        "force",
        "get",
        "help",
        "honor",
        "honour",
        "invite",
        "let",
        "motivate",
        "order",
        "permit",
        "persuade",
        "praise",
        "recognise",
        "recognize",
        "require",
        "support",
        "tell",
        "thank",
        "urge",
        "welcome",
    ]
)
RELATIVE_PRONOUNS = frozenset(["that", "which", "who", "whom", "whose"])

# Nouns that stand for what they are followed by: "the construction of the tramway" is the tramway's.
TRANSPARENT = frozenset(
    [
        "building",
        "case",
        "category",
        "class",
        "concept",
        "construction",
        "content",
        "contents",
        "deployment",
        "development",
        "edition",
        "group",
        "host",
        "idea",
        "implementation",
        "kind",
        "launch",
        "launching",
        "list",
        "locality",
        "name",
        "network",
        "number",
        "occasion",
        "one",
        "operation",
        "part",
        "project",
        "programme",
        "program",
        "range",
        "ranking",
        "rest",
        "round",
        "rollout",
        "row",
        "selection",
        "series",
        "set",
        "slate",
        "sort",
        "stage",
        "status",
        "system",
        "title",
        "type",
        "variety",
        "version",
        "work",
    ]
)
# Groups that act for the body they belong to.
DELEGATES = frozenset(
    [
        "board",
        "committee",
        "delegation",
        "expert",
        "experts",
        "group",
        "jury",
        "leaders",
        "leadership",
        "mission",
        "officials",
        "panel",
        "representative",
        "representatives",
        "team",
    ]
)
LIST_OPENERS = frozenset({"such as", "including", "like", "namely", "e.g.", "include"})


def vocabulary() -> frozenset[str]:
    """Give all lemmas that the closed lists and the gazetteer know."""
    known = set().union(
        SPEECH_VERBS, OPINION_VERBS, PLAN_VERBS, PLAN_NOUNS, NEGATIVE_VERBS, OBJECT_CONTROL,
        TRANSPARENT, DELEGATES, offices(),
    )  # fmt: skip
    for kind in KINDS:
        known.update(heads(kind))
    return frozenset(known)
