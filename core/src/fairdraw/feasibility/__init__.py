"""Can every outcome of the draw be staffed? Asked before the pool is frozen (spec, "Teams")."""

from fairdraw.feasibility.cells import cells_of
from fairdraw.feasibility.check import check
from fairdraw.feasibility.model import (
    Cell,
    Cut,
    CutPlace,
    NotProven,
    PairProbability,
    Proven,
    Question,
    Refused,
    Result,
)
from fairdraw.feasibility.simulation import largest_pair_probability
from fairdraw.feasibility.words import words

__all__ = [
    "Cell",
    "Cut",
    "CutPlace",
    "NotProven",
    "PairProbability",
    "Proven",
    "Question",
    "Refused",
    "Result",
    "cells_of",
    "check",
    "largest_pair_probability",
    "words",
]
