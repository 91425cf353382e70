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
# # Build a knowledge graph
#
# From a folder of news reports to a graph in which every statement has its sentence. The reports
# of `data/corpus` are our own, in several page layouts: portal pages, agency stories, HTML pages
# with navigation, press releases, plain notes. No network and no language service is used.

# %%
from pathlib import Path

import pandas as pd

import kg

root = next(p for p in (Path.cwd(), *Path.cwd().parents) if (p / "data" / "corpus").is_dir())

# %% [markdown]
# `build` reads files, folders and URLs. What was read before and has not changed is not read
# again, and the order of the documents never changes the graph.

# %%
graph = kg.KnowledgeGraph.build([root / "data" / "corpus"], root / "build" / "notebooks")
print(f"{len(graph.documents)} documents; left out: {list(graph.report.left_out) or 'none'}")

# %% [markdown]
# ## What was found

# %%
stats = graph.stats()
pd.Series(stats.by_class, name="things").sort_values(ascending=False).to_frame().T

# %%
pd.Series(stats.by_property, name="statements").sort_values(ascending=False).to_frame().T

# %% [markdown]
# ## From a line to its sentence
#
# Each statement quotes the exact characters that say so; here the two names stand in brackets.

# %%
for reason in graph.explain("Daejeon").reasons[:5]:
    for place in reason.places[:1]:
        print(f"{place.article.id}  ({reason.confidence:.2f})\n   {place.marked}\n")

# %% [markdown]
# ## What was refused
#
# Candidates that the ontology does not allow stay outside the graph, with the reason.

# %%
pd.Series(stats.by_reason, name="candidates", dtype=int).to_frame()

# %% [markdown]
# ## One report as a graph
#
# Choose a thing or a line to read its sentence. Where the notebook is not trusted, a picture of
# the same layout stays.

# %%
graph.view(documents=[graph.documents[0]])
