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
# Each document tells who held which office when it appeared.

# %%
offices = graph.query_as_df("""
SELECT DISTINCT ?person ?office ?body ?issued {
  GRAPH ?document {
    ?statement rdf:predicate kg:holdsPositionIn ; kg:role ?office ; kg:stance "asserted" ;
      rdf:subject ?who ; rdf:object ?where .
    FILTER NOT EXISTS { ?statement kg:former true } }
  ?document dcterms:issued ?issued .
  ?who rdfs:label ?person . ?where rdfs:label ?body
}""")
offices["issued"] = pd.to_datetime(offices["issued"].astype(str), format="ISO8601")
offices.sort_values("issued").head(8)

# %%
import matplotlib.pyplot as plt

bodies = offices.groupby("body")["person"].nunique().sort_values().tail(6).index
chosen = offices[offices["body"].isin(bodies)].sort_values(["body", "issued", "person"])
names = chosen["person"] + ", " + chosen["office"].str.slice(0, 40)
fig, axes = plt.subplots(figsize=(9, 0.3 * names.nunique() + 1.2))
for number, (body, rows) in enumerate(chosen.groupby("body")):
    where = names.loc[rows.index]
    axes.scatter(rows["issued"], where, s=36, color=f"C{number}", label=body)
axes.grid(axis="x", alpha=0.3)
axes.tick_params(axis="y", labelsize=8)
axes.set_title("Offices, by the day of the report")
axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False, fontsize=8)
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
