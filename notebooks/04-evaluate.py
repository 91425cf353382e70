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
disagreements = graph.query_as_df("where-do-statements-disagree")
disagreements

# %% [markdown]
# The sentences themselves, side by side.

# %%
said = graph.query_as_df("""
SELECT DISTINCT ?about ?relation ?object ?document ?stance ?sentence {
  GRAPH ?document {
    ?statement rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:evidence ?evidence .
    ?evidence oa:exact ?sentence ; kg:stance ?stance }
  ?s rdfs:label ?about . ?o rdfs:label ?object .
  GRAPH kgg:ontology { ?p rdfs:label ?relation }
}""")
for row in disagreements.drop_duplicates(["about", "relation", "object"]).itertuples():
    print(f"{row.about} {row.relation} {row.object}")
    same = (said.about == row.about) & (said.relation == row.relation)
    same &= (said.object == row.object) & said.document.isin([row.document, row.otherDocument])
    for quote in said[same].sort_values(["document", "sentence"]).itertuples():
        print(f"   {quote.document.removeprefix('kgd:')}, {quote.stance}: {quote.sentence}")

# %% [markdown]
# Two reports of one matter: which statements both make, and which only one of them. The two are
# those that have most things in common.

# %%
from itertools import combinations

claims = said[said.stance == "asserted"].copy()
claims["claim"] = claims.about + " " + claims.relation + " " + claims.object
spoken_of = {
    document: set(rows.about) | set(rows.object) for document, rows in claims.groupby("document")
}
one, other = max(
    combinations(sorted(spoken_of), 2), key=lambda two: len(spoken_of[two[0]] & spoken_of[two[1]])
)
shared = spoken_of[one] & spoken_of[other]
near = claims[claims.about.isin(shared) & claims.document.isin([one, other])]
table = pd.crosstab(near.claim, near.document.str.removeprefix("kgd:")) > 0
table = table.loc[table.sum(axis="columns").sort_values(ascending=False, kind="stable").index]
pd.set_option("display.max_colwidth", 120)
table.replace({True: "says so", False: ""}).head(20)

# %% [markdown]
# ## What several independent sources say
#
# Copies of one agency text count once.

# %%
graph.query_as_df("what-do-several-sources-say").head(10)
