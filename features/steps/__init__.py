"""The sentences of the scenarios. Each one calls the driver or the world, and nothing else."""
