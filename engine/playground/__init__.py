"""The playground: every method of a queue, called for real in a chosen process.

catalogue.py        the methods, and which queue has which
calls.py            a call: what was asked for, and what came of it
playground_run.py   PlaygroundRun, an event source like any run, that takes calls
call_history.py     what was done, in its order
script.py           a session as a plain Python program
isolation.py        the lesson why queues exist: a global list is not shared

The program that makes the calls is engine/playground/program.
"""
