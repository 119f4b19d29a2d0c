"""A year simulated before it comes (article 12): values in, values out, no clock, no chance.

`year` says what the year holds, `running` goes through it, `stream` and `quick` cast the lots of
thousands of years, `tickets` those of a few as the core does, `tally` and `summary` count.
"""
