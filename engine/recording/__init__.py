"""Recordings: every run in a file, and from the file the same run again.

    with Recording(path) as recording:          # reader.py
        for packets in recording.all_packets():
            timeline.feed(packets)

    writer = RecordingWriter(path, about_run("kitchen"))    # writer.py, its own thread
    writer.add(run.poll(0.004))
    writer.close()

A run's loop uses neither: `recorder.py` takes what the loop polls, and `replay.py` is a source of
events like any run. The file's format has a page of its own: docs/recording-format.md.
"""
