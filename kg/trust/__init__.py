"""The room that reads everything again: whether the graph says only what the stored articles say."""

from kg.trust.faults import Check, Fault, Report
from kg.trust.verify import PROMISES, verify

__all__ = ["PROMISES", "Check", "Fault", "Report", "verify"]
