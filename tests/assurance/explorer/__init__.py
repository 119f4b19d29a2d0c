"""Dishonest people at the product's operations: whatever they try, a plan line has one result.

`kinds` says what sorts of draws there are; `moves` and `numbers` what somebody could do next,
rightly, stale or wrongly, `honest` what people of good faith would; `edits` what somebody with the
password of the database could; `search` walks a tree of such moves, every step in a savepoint that
is rolled back, so that no prefix runs twice; `judge` holds what must be true after each, `records`
after a reveal, `order` what the log alone must say. The `observer` stands outside: it knows only
what the public log showed, and remembers.
"""
