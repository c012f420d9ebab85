"""The expressions of rule rows."""

from __future__ import annotations

import re

from pipeline.errors import RuleError
from pipeline.rules import Rule


def regex_of(rule: Rule) -> re.Pattern[str]:
    """The row's regular expression. Raises RuleError where the row has a phrase."""
    if isinstance(rule.pattern, str):
        raise RuleError(f'{rule.place}: a row labelled {rule.label} needs a pattern of {{"regex": "..."}}')
    return rule.pattern
