"""A made-up municipality to look around in: its people, its quartiere, and how they got there.

Rule: everything comes about by real commands through the service, on the days on which it would
have happened. Nothing is written past the engine; if the engine refuses, seeding fails loudly.
"""
