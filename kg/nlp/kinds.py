"""Classes that stand for a place, for a body with a seat, and for either."""

PLACES = frozenset({"City", "Region", "Country", "GeopoliticalEntity", "Place"})
SITES = frozenset("Association Company Facility Institution Organization University".split())
LOCATED = PLACES | SITES | {"GovernmentBody"}
