"""Names what is wrong: rules look at a case and give findings; the doctor remembers since when.

    DiagnosisInput --> ends.py      how workers ended        (facts: they stay)
         --> stuck.py     who can never go on      (they hold while they hold)
         --> slow.py      stopped, busy, overload  (likewise, each with its own patience)

A finding is told when it has held for its patience. One that ceases because those who waited go on
is over; one that ceases because they were ended stays as it was: it is what the run came to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.diagnosis.damage import end_findings
from engine.diagnosis.slow import SlowRules
from engine.diagnosis.stuck import stuck_findings
from engine.diagnosis.wait_graph import Graph
from engine.model.diagnosis_input import DiagnosisInput
from engine.model.findings import Finding, FindingKind, Severity
from engine.model.source import Phase
from engine.model.wait_for import NO_WAITS, WaitFor

MOST_FINDINGS = 200
_RANK = {Severity.CRITICAL: 0, Severity.WARNING: 1, Severity.INFO: 2}
_PATIENCE_NS = {
    FindingKind.LOCK_HELD: 500_000_000,
    FindingKind.WORKER_STOPPED: 300_000_000,
    FindingKind.WORKER_BUSY: 2_000_000_000,
    FindingKind.OVERLOAD: 1_000_000_000,
    FindingKind.CONSUMERS_DEAD: 500_000_000,
    FindingKind.PRODUCERS_DEAD: 500_000_000,
}
_PATIENCE_OF_OTHERS_NS = 50_000_000  # two looks; who is stuck has stood still for a second already
_PASSING = frozenset({FindingKind.WORKER_BUSY})  # no matter afterwards


class Diagnoser:
    """One run's. `examine` it at each look, in the order of time."""

    def __init__(self) -> None:
        """Nothing is known."""
        self.wait_for: WaitFor = NO_WAITS
        self._facts: list[Finding] = []
        self._held: dict[tuple[object, ...], Finding] = {}  # told or about to be
        self._told: set[tuple[object, ...]] = set()
        self._past: list[Finding] = []
        self._pace = SlowRules()
        self._resumed_ns = 0
        self._was_running = False

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those that hold, the gravest first; behind them those that are over."""
        holding = [finding for key, finding in self._held.items() if key in self._told]
        present = sorted(
            [*holding, *self._facts], key=lambda each: (_RANK[each.severity], each.since_ns)
        )
        return (*present, *self._past)[:MOST_FINDINGS]

    def examine(self, case: DiagnosisInput) -> None:
        """Takes in how things stand."""
        self._facts = end_findings(case)
        if case.phase is Phase.FINISHED:  # so nobody was stuck for good
            for key in list(self._held):
                self._cease(case, key)
        is_running = case.phase in {Phase.RUNNING, Phase.STARTING}
        is_last = self._was_running and case.phase is Phase.STOPPING  # the look it was ended for
        self._was_running = is_running
        if not is_running and not is_last:
            self._resumed_ns = case.system.at_ns
            return  # held by us, or being ended: what held before is what it came to
        graph = Graph(case.system)
        self.wait_for = graph.data()
        found = self._pace.findings(case, graph)
        if not self._is_fresh_from_pause(case):
            found += stuck_findings(case, graph)
        self._remember(case, found)

    def _is_fresh_from_pause(self, case: DiagnosisInput) -> bool:
        return case.system.at_ns - self._resumed_ns < 1_000_000_000

    def _remember(self, case: DiagnosisInput, found: Sequence[Finding]) -> None:
        at_ns = case.system.at_ns
        now = {finding.key: finding for finding in found}
        for key in [key for key in self._held if key not in now]:
            self._cease(case, key)
        for key, finding in now.items():
            known = self._held.get(key)
            since_ns = known.since_ns if known is not None else finding.since_ns
            self._held[key] = replace(finding, since_ns=since_ns)
            seen_ns = self._pace.first_seen_ns(key, at_ns)
            if at_ns - seen_ns >= _PATIENCE_NS.get(finding.kind, _PATIENCE_OF_OTHERS_NS):
                self._told.add(key)

    def _cease(self, case: DiagnosisInput, key: tuple[object, ...]) -> None:
        finding = self._held[key]
        if key in self._told and _was_ended(case, finding):
            return
        del self._held[key]
        self._pace.forget(key)
        if key in self._told:
            self._told.discard(key)
            if finding.kind not in _PASSING:
                self._past.append(replace(finding, is_over=True))


def _was_ended(case: DiagnosisInput, finding: Finding) -> bool:
    """Whether it ceased because those concerned were ended, or are leaving."""
    if case.phase is Phase.FINISHED or finding.kind is FindingKind.WORKER_STOPPED:
        return False
    concerned = finding.waiting or finding.who
    process_states = case.system.process_states
    return bool(concerned) and all(
        process not in process_states
        or process_states[process].is_dead
        or process_states[process].leaving_ns
        for process in concerned
    )
