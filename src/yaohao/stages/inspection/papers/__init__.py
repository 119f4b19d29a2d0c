"""Papers of a visit: what they say, and their issue in the act that makes them."""

from yaohao.stages.inspection.papers.data import officers_of, problem_of, unit_of, visit_of
from yaohao.stages.inspection.papers.issuing import issue_one, issue_papers

__all__ = ["issue_one", "issue_papers", "officers_of", "problem_of", "unit_of", "visit_of"]
