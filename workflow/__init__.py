"""The engine of Quartiersweg: definitions, a pure core, its storage and the one door `service`.

Nothing here knows Flask. `core` does no I/O at all; `storage` and `definitions` know `core` but not
each other; `service` joins them; `cli` stands on top.
"""
