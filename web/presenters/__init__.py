"""From the state of a quartier to what a page says.

Rule: pure functions and frozen dataclasses, without Flask and without a rule of their own. Whether
something is possible comes from `workflow.core.actions`, why not from `workflow.core.sentences`.
"""
