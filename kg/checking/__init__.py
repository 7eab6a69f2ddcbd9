"""The room of the shapes: what a graph promises, as SHACL, and where a graph does not keep it."""

from kg.checking.check import CheckReport, check
from kg.checking.findings import Finding, Severity
from kg.checking.shapes import ShapeGraph, read_shapes
from kg.checking.turtle import validation_report

__all__ = ["CheckReport", "Finding", "Severity", "ShapeGraph", "check", "read_shapes", "validation_report"]
