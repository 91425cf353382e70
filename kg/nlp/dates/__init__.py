"""Find the dates of a text and resolve them against the day it was issued.

`find_dates` is a pure function of text and reference date; the component `kg_dates` writes its
answer to `doc.spans["dates"]`. Values are ISO 8601: `2022-06-19`, `2022-06`, `2022`, and ranges
with a slash, `2022-06-20/2022-06-21`. Calendar arithmetic is in `calendar`, the forms of months and
days in `grammar`, and the rules in `absolute`, `relative` and `counts`.
"""

from kg.nlp.dates.component import SPANS_KEY, DateFinder
from kg.nlp.dates.finder import DateMention, find_dates

__all__ = ["SPANS_KEY", "DateFinder", "DateMention", "find_dates"]
