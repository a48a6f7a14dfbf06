"""The playground: a plain multiprocessing program in which every call is made on demand.

__main__.py   the program: `python -m engine.playground.program KIND MAXSIZE START_METHOD WORKERS`
host.py       what its main process does: make the queue, start workers, pass calls on
caller.py     what each process does, the main one too: make the calls that come over its pipe

                    control pipe            a pipe for each process
application  -----------------------> host ------------------------> Worker 1, 2 ..., main
             <----------------------- thread for each <-------------
             standard output, a record separator and a JSON object in a line

It runs with or without a probe, and knows nothing of it.
"""
