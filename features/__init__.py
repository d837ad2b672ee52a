"""The specification: what Quartiersweg promises, in the words of a municipality.

Rule: one rule of the business per file; every scenario runs against the engine and against the web,
and asserts the reason, not only the no.
"""
