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
# # How good is it?
#
# The graph against a gold standard, the mistakes by the stage that made them, and what two
# documents say differently.

# %%
from pathlib import Path

import kg

root = next(p for p in (Path.cwd(), *Path.cwd().parents) if (p / "data" / "corpus").is_dir())
graph = kg.KnowledgeGraph.build([root / "data" / "corpus"], root / "build" / "notebooks")
print(f"{len(graph.documents)} documents")

# %% [markdown]
# ## Precision and recall

# %%
import pandas as pd

figures = [evaluation.as_dict() for evaluation in graph.evaluate(root / "data" / "gold")]
columns = ["name", "precision", "recall", "f1", "required", "right", "wrong", "forbidden"]
pd.DataFrame(figures)[columns].set_index("name").round(3)

# %% [markdown]
# ## By relation

# %%
development = next(f for f in figures if f["name"] == "development")
table = pd.DataFrame(development["by_property"]).T
table = table[table["required"] >= 5].sort_values("f1")
axes = table[["precision", "recall"]].plot.barh(figsize=(8, 5), color=["#3b6fb6", "#c8701a"])
axes.set_xlim(0, 1)
axes.grid(axis="x", alpha=0.3)
axes.set_title("Relations with five gold statements or more")
axes.figure.tight_layout()

# %% [markdown]
# ## Where it goes wrong

# %%
mistakes = pd.DataFrame(development["mistakes"])
mistakes.groupby(["kind", "stage"]).size().rename("mistakes").to_frame()

# %% [markdown]
# ## What two documents say differently
#
# A statement that one document makes and another denies, plans or only quotes; other years for one
# membership or founding; other values of one quantity.

# %%
graph.query_as_df("where-do-statements-disagree")

# %% [markdown]
# ## What several independent sources say
#
# Copies of one agency text count once.

# %%
graph.query_as_df("what-do-several-sources-say").head(10)
