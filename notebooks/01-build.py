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
import matplotlib.pyplot as plt

stats = graph.stats()
fig, panels = plt.subplots(1, 2, figsize=(10, 4.6))
for axes, counts, name in zip(
    panels, (stats.by_class, stats.by_property), ("things", "statements"), strict=True
):
    top = pd.Series(counts).sort_values().tail(14)
    axes.barh(top.index, top, color="#3b6fb6")
    axes.bar_label(axes.containers[0], padding=3, fontsize=8)
    axes.set_title(f"{sum(counts.values()):,} {name}; the {len(top)} most frequent kinds")
    axes.spines[["top", "right"]].set_visible(False)
fig.tight_layout()

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
pd.set_option("display.max_colwidth", 120)
pd.Series(stats.by_reason, name="candidates", dtype=int).to_frame()

# %% [markdown]
# ## One report as a graph
#
# Choose a thing or a line to read its sentence. Where the notebook is not trusted, a picture of
# the same layout stays.

# %%
graph.view(documents=[graph.documents[0]])
