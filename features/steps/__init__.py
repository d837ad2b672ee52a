"""The sentences of the scenarios. Each one calls the driver or the world, and nothing else."""

# The first two come first: the others stand on them.
MODULES = [
    f"{__name__}.{name}"
    for name in (
        "given",
        "when",
        "deciding",
        "overseeing",
        "playing",
        "publishing",
        "registers",
        "reminding",
        "reporting",
        "settling",
        "then",
        "together",
        "comparing",
        "rebasing",
        "adapting",
        "moving",
        "towns",
    )
]
