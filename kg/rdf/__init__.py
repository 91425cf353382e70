"""The graph as RDF: names, quads, the store, and what goes out and comes in."""
