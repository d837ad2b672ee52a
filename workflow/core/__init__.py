"""The engine's pure core: definitions, state, commands, events, and the rules between them.

Rule: nothing in here does I/O, reads a clock, draws a random number or knows a database, YAML or
the web. Whoever calls brings the instant, the day and the actor along.

Laws, each a property test:

- L1 `decide` returns events or raises `Rejected` with blockers. It changes nothing.
- L2 `evolve` never refuses a stored event and never reads the definition.
- L3 replaying the events gives the state; a rejected command leaves everything equal.
- L4 `available_actions` offers an action if and only if `decide` would accept it.
- L5 the projection equals what follows from definition and replayed state; it holds no *now*.
- L6 instant, day and actor with their roles arrive with the command.
- L7 a command that is already true yields no events.
- L8 nothing entered is lost but by erasure on purpose.
- L9 a decision on the loaded parts equals the decision on the whole state.
"""
