"""Nothing is lost and nothing doubled where many share one slot."""

from __future__ import annotations

import pytest

from engine.model.source import Phase

pytestmark = pytest.mark.usefixtures("ends_clean")

PROGRAM = """
import collections

EACH = 12_500

def put(queue, who):
    for number in range(EACH):
        queue.put((who, number))

def take(queue, results):
    count, total = 0, 0
    while (item := queue.get()) is not None:
        count += 1
        total += hash_of(item)
    results.put((count, total))

def hash_of(item):
    who, number = item
    return (who * 1_000_003 + number * 7_919 + 17) ** 2 % 1_000_000_007

if __name__ == "__main__":
    queue, results = mp.Queue(1), mp.SimpleQueue()
    makers = [mp.Process(target=put, args=(queue, who)) for who in range(8)]
    takers = [mp.Process(target=take, args=(queue, results)) for _ in range(8)]
    for process in makers + takers:
        process.start()
    for process in makers:
        process.join()
    for _ in takers:
        queue.put(None)
    got = [results.get() for _ in takers]
    for process in takers:
        process.join()
    expected = sum(hash_of((who, number)) for who in range(8) for number in range(EACH))
    print(sum(count for count, _ in got), sum(total for _, total in got) == expected)
"""


def test_eight_by_eight_processes_share_one_slot_and_every_item_arrives_once(trace, tmp_path):
    watched = trace(PROGRAM)
    watched.finish(180)
    assert watched.run.phase is Phase.FINISHED
    assert (tmp_path / "output").read_text().split() == ["100000", "True"]
    busy = max(watched.snapshot.queues, key=lambda queue: queue.produced)
    ledger = watched.snapshot.ledgers[busy.index]
    assert (ledger.put, ledger.taken, ledger.lost, ledger.in_queue) == (100_008, 100_008, 0, 0)
    assert busy.peak == 1
    columns = watched.snapshot.events.columns(0, len(watched.snapshot.events))
    is_taken = (columns.code == 2) & (columns.queue == busy.index)
    producers, sequences = columns.producer[is_taken], columns.sequence[is_taken]
    assert len(set(zip(producers.tolist(), sequences.tolist(), strict=True))) == 100_008
