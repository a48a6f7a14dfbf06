"""Recorder: what a run's loop tells of the run as it goes, for its recording.

    packets = run.poll(budget)   --> recorder.take(packets)     --+
    timeline.feed(packets)                                        +--> RecordingWriter
    snapshot = timeline.snapshot --> recorder.show(snapshot)    --+
    the run is over              --> recorder.finish(...)

Nothing in it raises and nothing waits. A run that cannot be recorded goes on; `trouble` says why
there is nothing, and since when.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from engine.model.source import Packet, Phase
from engine.recording import library, records
from engine.recording.writer import DepthSpan, RecordingWriter, Trouble
from engine.text.os_errors import refusal

if TYPE_CHECKING:
    from engine.model.findings import Finding
    from engine.model.snapshot import DepthSeries, Snapshot

STEP_NS: Final = 20_000_000  # one span of the depths that are kept
EVERY_NS: Final = 1_000_000_000  # they are written as often
_log = logging.getLogger(__name__)


def start_recording(
    about: records.About, path: Path | None = None, budget_bytes: int = library.BUDGET_BYTES
) -> Recorder:
    """Records into `path`, or into the user's data folder; says in `trouble` if it cannot.

    `budget_bytes`: what all recordings in that folder may take together.
    """
    try:
        if path is not None:
            return Recorder(RecordingWriter(path, about))
        room = library.make_room(budget_bytes)
        return Recorder(RecordingWriter(library.new_path(about.title), about, most_bytes=room))
    except OSError as problem:
        _log.warning("this run is not recorded: %s", problem)
        reason = refusal(problem.strerror or str(problem))
        return Recorder(None, Trouble(time.perf_counter_ns(), reason))


class Recorder:
    """Of one run."""

    def __init__(self, writer: RecordingWriter | None, trouble: Trouble | None = None) -> None:
        """Without a writer nothing is recorded, and nothing else differs."""
        self._writer = writer
        self._trouble = trouble
        self._phase = Phase.READY
        self._findings: tuple[Finding, ...] = ()
        self._shown_ns: dict[int, int] = {}  # queue -> up to when its depth is recorded
        self._depths: dict[int, tuple[int, int]] = {}  # queue -> lowest and highest there
        self._is_finished = self._has_begun = False

    @property
    def path(self) -> Path | None:
        """The recording."""
        return self._writer.path if self._writer is not None else None

    @property
    def trouble(self) -> Trouble | None:
        """Since when nothing is recorded, and why; None while all is."""
        return self._writer.trouble if self._writer is not None else self._trouble

    def take(self, packets: Sequence[Packet]) -> None:
        """Packets, as they were polled."""
        if self._writer is not None:
            self._has_begun = self._has_begun or bool(packets)
            self._writer.add(packets)

    def show(self, snapshot: Snapshot, now_ns: int) -> None:
        """What is shown at `now_ns`, on the run's clock."""
        writer = self._writer
        if writer is None:
            return
        if snapshot.phase is not self._phase:
            self._phase = snapshot.phase
            writer.tell(records.PhaseNews(now_ns, snapshot.phase))
        if snapshot.findings != self._findings:
            self._findings = snapshot.findings
            writer.tell(records.FindingsNews(now_ns, snapshot.findings))
        writer.add_depths(list(self._new_depths(snapshot)))

    def finish(
        self, phase: Phase, now_ns: int, *, problem: str | None = None, exit_code: int | None = None
    ) -> None:
        """The run is over. Returns when the file is closed, as a rule at once. Safe to repeat.

        A run that never began leaves no recording.
        """
        if self._writer is None or self._is_finished:
            return
        self._is_finished = True
        told = str(problem) if problem is not None else None
        self._writer.tell(records.EndNews(now_ns, phase, told, exit_code))
        self._writer.close()
        if not self._has_begun:
            self._writer.path.unlink(missing_ok=True)

    def _new_depths(self, snapshot: Snapshot) -> Iterator[DepthSpan]:
        for queue in snapshot.queues:
            start_ns = self._shown_ns.setdefault(queue.index, snapshot.origin_ns)
            spans = (snapshot.now_ns - start_ns) // STEP_NS
            if spans * STEP_NS < (1 if snapshot.phase.is_over else EVERY_NS):
                continue
            self._shown_ns[queue.index] = start_ns + spans * STEP_NS
            before = self._depths.get(queue.index, (0, 0))
            times = queue.series.times_ns
            if before == (0, 0) and (not len(times) or times[-1] < start_ns):
                continue  # it has been empty all the time
            for span in depth_spans(queue.index, queue.series, start_ns, spans):
                if (span.low, span.high) != before:
                    before = span.low, span.high
                    yield span
            self._depths[queue.index] = before


def depth_spans(queue: int, series: DepthSeries, start_ns: int, spans: int) -> list[DepthSpan]:
    """Lowest, highest and time-weighted mean depth in so many spans of STEP_NS."""
    times, depths = series.times_ns, series.depths
    end_ns = start_ns + spans * STEP_NS
    edges = start_ns + STEP_NS * np.arange(spans)
    first, last = np.searchsorted(times, [start_ns, end_ns])
    points = np.union1d(edges, times[first:last])
    held = np.searchsorted(times, points, side="right") - 1
    depth = np.where(held >= 0, depths[held] if len(depths) else 0, 0)
    starts = np.searchsorted(points, edges)
    area = depth * np.diff(points, append=end_ns)
    low, high = np.minimum.reduceat(depth, starts), np.maximum.reduceat(depth, starts)
    mean = np.add.reduceat(area, starts) / STEP_NS
    return [
        DepthSpan(queue, int(edges[at]), int(edges[at]) + STEP_NS, *values)
        for at, values in enumerate(zip(low.tolist(), high.tolist(), mean.tolist(), strict=True))
    ]
