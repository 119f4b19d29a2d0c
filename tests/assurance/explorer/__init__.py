"""Dishonest people at the product's operations: whatever they try, a plan line has one result.

`moves` says what somebody could do next, rightly, stale or wrongly; `edits` what somebody with the
password of the database could; `search` walks a tree of such moves, every step in a savepoint that
is rolled back, so that no prefix runs twice; `judge` holds what must be true after each. The
`observer` stands outside: it knows only what the public log showed, and remembers.
"""
