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
# The saved question `who-was-honoured-when` gives one row for each community, award, year and
# giver; here each honour counts once.

# %%
honours = graph.query_as_df("who-was-honoured-when")
honours["year"] = honours["year"].astype("Int64")
dated = honours.dropna(subset=["year"]).drop_duplicates(["community", "award", "year"])
years = dated.groupby(["community", "award"])["year"]
timeline = years.agg(lambda found: ", ".join(map(str, sorted(found)))).rename("honoured in")
timeline.to_frame().assign(times=years.size()).sort_values("times", ascending=False).head(10)

# %%
import matplotlib.pyplot as plt

often = dated.groupby("community")["year"].count().sort_values().tail(12).index
fig, axes = plt.subplots(figsize=(10, 4.5))
chosen = dated[dated["community"].isin(often)]
colours = dict(zip(sorted(chosen["award"].unique()), plt.get_cmap("tab20").colors, strict=False))
for height, community in enumerate(often):
    own = chosen[chosen["community"] == community]
    awards = sorted(own["award"].unique())
    for number, award in enumerate(awards):
        years = own[own["award"] == award]["year"].astype(int)
        at = height + 0.2 * (number - (len(awards) - 1) / 2)
        axes.scatter(years, [at] * len(years), s=36, color=[colours[award]])
for award, colour in colours.items():
    axes.scatter([], [], color=[colour], label=award)
axes.set_yticks(range(len(often)), often)
axes.xaxis.get_major_locator().set_params(integer=True)
axes.grid(axis="x", alpha=0.3)
axes.set_title("Honours by year")
axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False, fontsize=8)
fig.tight_layout()

# %% [markdown]
# ## Who cooperates most?
#
# By the number of partners, sister cities included, then by how many independent sources say so.

# %%
pairs = graph.query_as_df("who-cooperates-with-whom")
swapped = pairs.rename(columns={"one": "other", "other": "one"})
both = pd.concat([pairs, swapped]).drop_duplicates(["one", "other"])
ranking = both.groupby("one").agg(
    partners=("other", "size"),
    sources=("sources", "sum"),
    surest=("confidence", "max"),
    whom=("other", lambda found: ", ".join(sorted(found))),
)
ranking.index.name = "who"
ranking.sort_values(["partners", "sources", "surest"], ascending=False).head(10)

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
