"""Carrying a plan out: graph by graph, so that what is broken off goes on where it stopped, or all at one stroke.

Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.push.destination import OnProgress
from kg.push.manifest import manifest_iri, write_manifest
from kg.push.plan import Manifest, Plan
from kg.push.target import Target, Writer
from kg.push.units import Seal, Unit
from kg.push.violations import Violation

__all__ = ["Load", "carry_out"]


@dataclass(frozen=True, slots=True)
class Load:
    """What may be sent, and whom to tell how much of it was."""

    units: Mapping[str | None, Unit]
    seals: Mapping[str | None, Seal]
    base: str
    on_progress: OnProgress

    def send_or_remove(self, writer: Writer, name: str | None) -> None:
        """One graph brought to where the plan wants it."""
        if name not in self.units:
            writer.remove(name)
            return
        with self.units[name].lines() as lines:
            writer.put(name, lines)

    def put_manifest(self, writer: Writer, manifest: Manifest) -> None:
        """The manifest anew."""
        writer.put(manifest_iri(self.base), write_manifest(manifest, self.base))

    def tick_off(self, writer: Writer, name: str | None) -> None:
        """The manifest with this graph as one that is there whole."""
        if name in self.seals:
            writer.add(manifest_iri(self.base), write_manifest({name: self.seals[name]}, self.base))


def carry_out(target: Target, load: Load, plan: Plan, remote: Manifest) -> None:
    """Send and remove what the plan says.

    An update of what was pushed whole is one transaction, where the target has such a thing: nobody sees half of it.
    A first push, and one that goes on, is not: it may be large. But what each graph says refers to the others, so
    shapes in the target may refuse one that comes alone; then it has to be one transaction after all.
    """
    if remote and None not in remote.values() and _at_once(target, load, plan):
        return
    try:
        _one_by_one(target, load, plan)
    except Violation:
        if not _at_once(target, load, plan):
            raise


def _at_once(target: Target, load: Load, plan: Plan) -> bool:
    """Whether all of it could be done in one transaction, which is what was done then."""
    transaction = target.begin()
    if transaction is None:
        return False
    try:
        for done, name in enumerate(plan.touched):
            load.on_progress(done, len(plan.touched))
            load.send_or_remove(transaction, name)
        load.put_manifest(transaction, load.seals)
        load.on_progress(len(plan.touched), len(plan.touched))
        transaction.commit()
    except BaseException:
        transaction.rollback()
        raise
    return True


def _one_by_one(target: Target, load: Load, plan: Plan) -> None:
    """What is about to be touched is entered beforehand without a seal: whatever happens, it is known to be ours."""
    kept = {name: load.seals[name] for name in plan.keep}
    load.put_manifest(target, kept | dict.fromkeys(plan.touched))
    for done, name in enumerate(plan.touched):
        load.on_progress(done, len(plan.touched))
        load.send_or_remove(target, name)
        load.tick_off(target, name)
    load.put_manifest(target, load.seals)
    load.on_progress(len(plan.touched), len(plan.touched))
