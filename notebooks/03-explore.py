# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Explore the graph
#
# Measures of networkx, the offices of officials over time, and the page of a part.

# %%
from pathlib import Path

import kg

root = next(p for p in (Path.cwd(), *Path.cwd().parents) if (p / "data" / "corpus").is_dir())
graph = kg.KnowledgeGraph.build([root / "data" / "corpus"], root / "build" / "notebooks")
print(f"{len(graph.documents)} documents")

# %% [markdown]
# ## Who stands in the middle?
#
# Degree counts statements; betweenness tells who joins parts that else would lie apart.

# %%
import networkx as nx
import pandas as pd

network = graph.to_networkx()
simple = nx.Graph(network)
labels = nx.get_node_attributes(network, "label")
middle = pd.DataFrame(
    {
        "type": nx.get_node_attributes(network, "type"),
        "statements": dict(network.degree()),
        "betweenness": nx.betweenness_centrality(simple),
    }
).rename(index=labels)
middle.sort_values("betweenness", ascending=False).head(10).round(3)

# %% [markdown]
# ## Circles
#
# Communities by modularity: who is written of together.

# %%
circles = nx.community.louvain_communities(simple, seed=0)
circles = sorted(circles, key=lambda circle: (-len(circle), sorted(circle)[0]))[:6]
for circle in circles:
    named = sorted(circle, key=lambda node: (-simple.degree(node), node))[:5]
    print(f"{len(circle):>3}  " + ", ".join(labels[node] for node in named))

# %% [markdown]
# ## Offices over time
#
# Each document tells who held which office on the day it appeared, or had held it before.

# %%
offices = graph.query_as_df("""
SELECT DISTINCT ?body ?office ?person ?issued ?former {
  GRAPH ?document {
    ?statement rdf:predicate kg:holdsPositionIn ; kg:role ?office ; kg:stance "asserted" ;
      rdf:subject ?who ; rdf:object ?where .
    OPTIONAL { ?statement kg:former ?former } }
  ?document dcterms:issued ?issued .
  ?who rdfs:label ?person . ?where rdfs:label ?body
}""")
offices["issued"] = pd.to_datetime(offices["issued"].astype(str), format="ISO8601")
offices["office"] = offices["office"].str.capitalize()
offices["former"] = offices["former"].astype(str).str.lower() == "true"
offices = offices.sort_values(["body", "office", "issued", "person"])


def succession(rows: pd.DataFrame) -> str:
    """Name who is reported in an office, oldest report first."""
    said = rows.drop_duplicates("person").sort_values("issued")
    return " → ".join(
        f"{person} ({issued.year}{', former' if former else ''})"
        for person, issued, former in zip(said.person, said.issued, said.former, strict=True)
    )


by_office = offices.groupby(["body", "office"])[["person", "issued", "former"]]
chain = by_office.apply(succession).rename("reported in office")
held_by = by_office.apply(lambda rows: rows["person"].nunique())
pd.set_option("display.max_colwidth", 140)
chain[held_by > 1].to_frame()

# %% [markdown]
# The same as a picture: the bodies of which most is said; a hollow mark is a former holder.

# %%
import matplotlib.pyplot as plt

bodies = offices.groupby("body")["person"].nunique().sort_values().tail(6).index
chosen = offices[offices["body"].isin(bodies)].copy()
chosen["row"] = chosen["office"].str.slice(0, 34) + "  ·  " + chosen["body"].str.slice(0, 34)
rows = list(dict.fromkeys(chosen["row"]))
fig, axes = plt.subplots(figsize=(10, 0.34 * len(rows) + 1.2))
colours = dict(zip(bodies, plt.get_cmap("tab10").colors, strict=False))
for number, ((row, day), seen) in enumerate(chosen.groupby(["row", "issued"])):
    first = seen.iloc[0]
    fill = "none" if first.former else colours[first.body]
    axes.scatter(day, rows.index(row), s=40, facecolors=fill, edgecolors=[colours[first.body]])
    names = ", ".join(dict.fromkeys(seen["person"]))
    aside = (7, 3 if number % 2 else -9)
    axes.annotate(names, (day, rows.index(row)), aside, textcoords="offset points", fontsize=7)
axes.set_yticks(range(len(rows)), rows, fontsize=8)
axes.invert_yaxis()
axes.margins(x=0.16)
axes.grid(axis="x", alpha=0.3)
axes.set_title("Who is reported in which office")
fig.tight_layout()

# %% [markdown]
# ## Look around one thing
#
# One step around an association; the same as
# `kg show KB --focus "Intelligent Community Forum" --hops 1`.

# %%
graph.view(focus="Intelligent Community Forum", hops=1)

# %% [markdown]
# ## Take it away
#
# One file each: a page that opens anywhere, offline, and a picture for a paper.

# %%
out = root / "build"
for name in ("graph.html", "graph.svg"):
    path = graph.show(out / name)
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
