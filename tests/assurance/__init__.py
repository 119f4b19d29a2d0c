"""What must hold, shown with full figures: `make assurance` runs `python -m tests.assurance`.

The short forms run in every `make test`. A run that cannot fail is no run: each has a seeded flaw
(`test_*` here) that makes it fail. Seeds and thresholds stand in the code; nobody tries another
seed because one of them failed.
"""
