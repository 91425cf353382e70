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
# # Ask the graph
#
# In SPARQL, by a saved question, or in pandas. The prefixes of the graph are declared already.

# %%
from pathlib import Path

import pandas as pd

import kg

root = next(p for p in (Path.cwd(), *Path.cwd().parents) if (p / "data" / "corpus").is_dir())
graph = kg.KnowledgeGraph.build([root / "data" / "corpus"], root / "build" / "notebooks")
print(f"{len(graph.documents)} documents")

# %% [markdown]
# ## A timeline of honours
#
# The saved question `who-was-honoured-when` gives one row for each community, award and year.

# %%
honours = graph.query_as_df("who-was-honoured-when")
honours["year"] = honours["year"].astype("Int64")
honours.head(8)

# %%
import matplotlib.pyplot as plt

dated = honours.dropna(subset=["year"])
often = dated.groupby("community")["year"].count().sort_values().tail(12).index
fig, axes = plt.subplots(figsize=(9, 4.5))
awards = sorted(dated[dated["community"].isin(often)]["award"].unique())
colours = plt.get_cmap("tab20").colors
for number, award in enumerate(awards):
    rows = dated[dated["community"].isin(often) & (dated["award"] == award)]
    heights = [list(often).index(name) + 0.12 * (number % 5 - 2) for name in rows["community"]]
    axes.scatter(rows["year"].astype(int), heights, s=42, color=colours[number % 20], label=award)
axes.set_yticks(range(len(often)), often)
axes.xaxis.get_major_locator().set_params(integer=True)
axes.grid(axis="x", alpha=0.3)
axes.set_title("Honours by year")
axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False, fontsize=8)
fig.tight_layout()

# %% [markdown]
# ## Who cooperates most?

# %%
pairs = graph.query_as_df("who-cooperates-with-whom")
partners = pd.concat([pairs["one"], pairs["other"]]).value_counts().rename("partners")
partners.head(10).to_frame()

# %% [markdown]
# ## A question of one's own
#
# Statements are nodes with evidence, so that a query can ask for the sentence, too.

# %%
answer = graph.query("""
SELECT ?who ?event ?sentence {
  GRAPH ?document {
    ?statement rdf:predicate kg:chaired ; rdf:subject ?s ; rdf:object ?o ; kg:evidence ?evidence .
    ?evidence oa:exact ?sentence }
  ?s rdfs:label ?who . ?o rdfs:label ?event
} ORDER BY ?who ?event ?sentence LIMIT 5
""")
answer

# %% [markdown]
# ## Draw an answer
#
# Things of one row are drawn with the statements between them.

# %%
graph.view(query="SELECT ?community ?award { ?community kg:honoredIn ?award }")
