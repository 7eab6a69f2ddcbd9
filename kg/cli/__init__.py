"""The command line: words in, calls out; one command, one room. No decision is taken here."""

from kg.cli.app import main

__all__ = ["main"]
