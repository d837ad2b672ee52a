"""Where everything is kept: the only place that knows SQLAlchemy and SQL.

Rule: events are the truth; every other table is either projected from them in the same transaction
(and can be rebuilt) or belongs to accounts. `storage` knows `core` and nothing above it.
"""
