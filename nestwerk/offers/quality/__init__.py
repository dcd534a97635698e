"""How good the record of an offer is, and what would help it most. Values in, values out.

``assess`` looks at one offer, ``together`` at those of a partner or a network. What is not known counts as missing,
never as wrong. Whether links answer, mail is taken and the record is confirmed is found out elsewhere and passed in.
"""

from .assess import assess
from .facts import Facts, Seen
from .finding import Finding, Quality, rules
from .grades import GRADES, grade
from .together import Overall, Step, by, step_of, together

__all__ = [
    "GRADES", "Facts", "Finding", "Overall", "Quality", "Seen", "Step", "assess", "by", "grade", "rules", "step_of",
    "together",
]  # fmt: skip
