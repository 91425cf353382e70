# What is said by a narrower property holds of the broader one:
# Nokia is headquartered in Espoo, so it is located in Espoo.
INSERT {
  GRAPH kgg:inferred {
    ?subject ?broader ?object .
    ?inference a kg:Inference ; kg:rule "narrower property" ; kg:premise ?reason , ?property ;
      rdf:subject ?subject ; rdf:predicate ?broader ; rdf:object ?object }
}
WHERE {
  GRAPH kgg:ontology { ?property rdfs:subPropertyOf ?broader }
  GRAPH kgg:inferred { ?reason rdf:predicate ?property ; rdf:subject ?subject ; rdf:object ?object }
  FILTER NOT EXISTS { ?subject ?broader ?object }
  FILTER NOT EXISTS { GRAPH kgg:inferred { ?subject ?broader ?object } }
  BIND(SHA256(CONCAT("narrower ", STR(?property), " ", STR(?subject), " ", STR(?broader), " ",
    STR(?object))) AS ?hash)
  BIND(IRI(CONCAT(STR(kgi:), SUBSTR(?hash, 1, 24))) AS ?inference)
}
