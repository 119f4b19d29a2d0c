"""Inspections, their evidence, and what is reported of them."""

from yaohao.stages.inspection.models.evidence import Photo, Problem, Question, Signature
from yaohao.stages.inspection.models.inspections import (
    AccompanyingExpert,
    Cause,
    Inspection,
    Member,
    kept_by,
)
from yaohao.stages.inspection.models.recusals import RecusalRequest
from yaohao.stages.inspection.models.reports import Delivery, Record, Report, Summary

__all__ = [
    "AccompanyingExpert",
    "Cause",
    "Delivery",
    "Inspection",
    "Member",
    "Photo",
    "Problem",
    "Question",
    "Record",
    "RecusalRequest",
    "Report",
    "Signature",
    "Summary",
    "kept_by",
]
