# A chain of a transitive property is one step of it:
# the hall is in Helsinki and Helsinki is in Finland, so the hall is in Finland.
# What held formerly and no longer holds is no link of a chain.
INSERT {
  GRAPH kgg:inferred {
    ?subject ?property ?object .
    ?inference a kg:Inference ; kg:rule "transitive property" ; kg:premise ?first , ?second ;
      rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object }
}
WHERE {
  GRAPH kgg:ontology { ?property a owl:TransitiveProperty }
  GRAPH kgg:inferred {
    ?first rdf:predicate ?property ; rdf:subject ?subject ; rdf:object ?middle .
    ?second rdf:subject ?middle ; rdf:predicate ?property ; rdf:object ?object }
  FILTER(?subject != ?object)
  FILTER NOT EXISTS { GRAPH ?one { ?first kg:former true } }
  FILTER NOT EXISTS { GRAPH ?other { ?second kg:former true } }
  FILTER NOT EXISTS { ?subject ?property ?object }
  FILTER NOT EXISTS { GRAPH kgg:inferred { ?subject ?property ?object } }
  BIND(SHA256(CONCAT("transitive ", STR(?subject), " ", STR(?property), " ", STR(?object), " ",
    STR(?middle))) AS ?hash)
  BIND(IRI(CONCAT(STR(kgi:), SUBSTR(?hash, 1, 24))) AS ?inference)
}
