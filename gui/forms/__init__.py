"""The forms: a Scenario in, a Scenario out."""
