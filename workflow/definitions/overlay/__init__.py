"""Overlays: a definition that says only what it does otherwise than its base.

Rule: the base is never copied and never guessed at. Every operation has to hit something, the merge
works on trees that know where they stand, and the result is checked like any other definition.
"""
