"""Process definitions: YAML text in, checked `ProcessDefinition` out, with every problem named.

Rule: nothing here trusts a document. It is read as parser events within limits, typed by the one
description of the format, and only then built; every answer carries file, line and column.
"""
