"""Lessons: folders of plain text that the window plays, checks and films.

resources/lessons/NN-name/
    lesson.toml    the claim, and the script of steps, in English and Chinese
    broken.py      a plain multiprocessing program that falls into the trap
    fixed.py       the same program with one idea changed
    scenario.toml  instead of the two: a scenario of the kitchen
    check.py       measures the claim on the real primitive: METHOD TRIES -> "HELD TRIES"

    lesson.toml --files.py--> Lesson (schema.py) --player.py--> what happens, step by step
    check.py ----checking.py--> Measurement: held in so many of so many tries, on this machine
"""
