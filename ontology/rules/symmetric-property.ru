# What holds one way of a symmetric property holds the other way:
# Riga cooperates with Turku, so Turku cooperates with Riga.
INSERT {
  GRAPH kgg:inferred {
    ?object ?property ?subject .
    ?inference a kg:Inference ; kg:rule "symmetric property" ; kg:premise ?reason ;
      rdf:subject ?object ; rdf:predicate ?property ; rdf:object ?subject }
}
WHERE {
  GRAPH kgg:ontology { ?property a owl:SymmetricProperty }
  GRAPH kgg:inferred { ?reason rdf:predicate ?property ; rdf:subject ?subject ; rdf:object ?object }
  FILTER NOT EXISTS { ?object ?property ?subject }
  FILTER NOT EXISTS { GRAPH kgg:inferred { ?object ?property ?subject } }
  BIND(SHA256(CONCAT("symmetric ", STR(?object), " ", STR(?property), " ", STR(?subject))) AS ?hash)
  BIND(IRI(CONCAT(STR(kgi:), SUBSTR(?hash, 1, 24))) AS ?inference)
}
