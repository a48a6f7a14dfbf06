"""A hundred runs after one another in one window leave nothing."""

from __future__ import annotations

from engine.model.source import Phase

RUNS = 100


def test_a_hundred_runs_in_one_window_leave_nothing(leaves_nothing, bench):
    bench.kitchen(items=2, cook_s=0.0, guests=1, guest_s=0.0)
    bench.start().until_over()
    leaves_nothing()  # from here on: what the first run loads stays
    for _ in range(RUNS):
        bench.start()
        bench.until(lambda: bench.app.runs.run is None)
        assert bench.phase is Phase.FINISHED
        assert bench.window.numbers.figure(7) == "2"
        assert bench.window.banner.text.startswith("The run has finished")
