# Whoever holds, or held, a position in a government body or a territory is an official:
# the mayor of Tartu.
INSERT {
  GRAPH kgg:inferred {
    ?person a kg:Official .
    ?inference a kg:Inference ; kg:rule "official" ; kg:premise ?reason , ?class ;
      rdf:subject ?person ; rdf:predicate rdf:type ; rdf:object kg:Official }
}
WHERE {
  GRAPH kgg:inferred { ?reason rdf:predicate kg:holdsPositionIn ; rdf:subject ?person ; rdf:object ?body }
  ?body a ?class .
  GRAPH kgg:ontology { ?class rdfs:subClassOf* ?public }
  VALUES ?public { kg:GovernmentBody kg:GeopoliticalEntity }
  FILTER NOT EXISTS { ?person a kg:Official }
  FILTER NOT EXISTS { GRAPH kgg:inferred { ?person a kg:Official } }
  BIND(SHA256(CONCAT("official ", STR(?person), " ", STR(?body))) AS ?hash)
  BIND(IRI(CONCAT(STR(kgi:), SUBSTR(?hash, 1, 24))) AS ?inference)
}
