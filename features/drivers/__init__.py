"""Two ways of doing what a scenario says: straight at the engine, and through the pages."""
