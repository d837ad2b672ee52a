"""Moving a quartier under way to another version of its definition: where everything goes.

Rule: nothing here changes anything or reads a state's history; `decide.moves` asks it and writes the
outcome into an event, `evolve.moves` does what that event says.
"""
