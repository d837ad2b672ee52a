"""Proving a definition as a whole: the engine itself walks it to its end, in memory.

Rule: a definition that no course leads through is refused before anybody relies on it; the course
that was found can be printed and read.
"""
