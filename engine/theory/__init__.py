"""Queueing theory beside measurement: what was measured, what formulas say of it, and what if.

    Snapshot, span --> measured.py --> Measured --> predicted.py --> Prediction, and why this one
                                                    formulas.py

Formulas are those of the textbooks, named where they stand, and tested against a simulation.
"""
