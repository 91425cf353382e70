# A thing of a class is one of every broader class: a city is a place and an actor.
# One inference stands for all things of the class; it describes a triple for each of its subjects.
INSERT {
  GRAPH kgg:inferred {
    ?thing a ?broader .
    ?inference a kg:Inference ; kg:rule "superclass" ; kg:premise ?class ;
      rdf:subject ?thing ; rdf:predicate rdf:type ; rdf:object ?broader }
}
WHERE {
  ?thing a ?class .
  GRAPH kgg:ontology { ?class rdfs:subClassOf+ ?broader }
  FILTER NOT EXISTS { ?thing a ?broader }
  FILTER NOT EXISTS { GRAPH kgg:inferred { ?thing a ?broader } }
  BIND(SHA256(CONCAT("superclass ", STR(?class), " ", STR(?broader))) AS ?hash)
  BIND(IRI(CONCAT(STR(kgi:), SUBSTR(?hash, 1, 24))) AS ?inference)
}
