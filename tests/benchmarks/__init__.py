"""Measurements: what the engine costs, as ratios against something run beside it.

Rule: reference and candidate alternate within one run at the same durability, each command is its
own committed transaction, and the figure is the median of the rounds' ratios. Nothing here fails a
build; `make bench` prints a table.
"""
