"""The web face of Quartiersweg: Flask over `workflow.service`, and nothing beneath it.

A view loads, reads a form, sends one command, redirects or renders. It decides no rule and opens no
database: what is allowed, and why not, comes from the engine.
"""
