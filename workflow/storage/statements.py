"""Statements that are compiled once, and the transaction that runs them on the driver.

Rule: this is the hot path and nothing else. SQLAlchemy writes the SQL for each database; running it
through SQLAlchemy would cost four times as much as the database itself. So every statement of a
command is a `Statement`, compiled at its first use and handed to the driver's cursor with its
parameters. Parameters and results are integers, text and bytes only; nothing is converted.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import ClauseElement, Connection, Dialect
from sqlalchemy.sql.compiler import SQLCompiler

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement as one database takes it.

    `arguments` puts the parameters as the driver takes them: by name or in order, with the values
    that stand in the statement itself.
    """

    sql: str
    arguments: Callable[[Mapping[str, object]], Any]


class Statement:
    """A statement of SQLAlchemy Core, compiled once for each database it meets."""

    def __init__(self, element: ClauseElement) -> None:
        self._element = element
        self._compiled: dict[str, _Compiled] = {}

    def on(self, dialect: Dialect) -> _Compiled:
        """Return the statement as this database takes it."""
        known = self._compiled.get(dialect.name)
        if known is None:
            known = self._compiled[dialect.name] = self._compile(dialect)
        return known

    def _compile(self, dialect: Dialect) -> _Compiled:
        compiled = self._element.compile(dialect=dialect)
        assert isinstance(compiled, SQLCompiler)  # noqa: S101 - narrows a type
        constants = {name: value for name, value in compiled.params.items() if value is not None}
        order = compiled.positiontup if compiled.positional else None
        return _Compiled(str(compiled), _arguments(order, constants))


def _arguments(
    order: Sequence[str] | None, constants: Mapping[str, object]
) -> Callable[[Mapping[str, object]], Any]:
    if order is None:
        return lambda parameters: {**constants, **parameters}
    if constants:
        return lambda parameters: tuple([{**constants, **parameters}[name] for name in order])
    if len(order) > 1:
        return itemgetter(*order)
    return lambda parameters: tuple([parameters[name] for name in order])


class Transaction:
    """A transaction on a connection of the driver's.

    `writes`: it comes from `Database.write`, and what it reads it also locks.
    """

    def __init__(self, connection: Any, dialect: Dialect, *, writes: bool) -> None:  # noqa: ANN401 - DBAPI
        self.writes = writes
        self._cursor = connection.cursor()
        self._dialect = dialect

    @classmethod
    def within(cls, connection: Connection) -> Transaction:
        """Read in the transaction of a connection of SQLAlchemy's."""
        return cls(connection.connection.dbapi_connection, connection.dialect, writes=False)

    def all(self, statement: Statement, parameters: Mapping[str, object]) -> list[Row]:
        """Return every row."""
        self._run(statement, parameters)
        return self._cursor.fetchall()  # type: ignore[no-any-return]

    def first(self, statement: Statement, parameters: Mapping[str, object]) -> Row | None:
        """Return the first row, or None."""
        self._run(statement, parameters)
        return self._cursor.fetchone()  # type: ignore[no-any-return]

    def run(self, statement: Statement, parameters: Mapping[str, object]) -> int:
        """Return how many rows were touched."""
        self._run(statement, parameters)
        return self._cursor.rowcount  # type: ignore[no-any-return]

    def run_many(self, statement: Statement, rows: Sequence[Mapping[str, object]]) -> None:
        """Run it once for each row; without rows, not at all."""
        if rows:
            compiled = statement.on(self._dialect)
            self._cursor.executemany(compiled.sql, [compiled.arguments(row) for row in rows])

    def _run(self, statement: Statement, parameters: Mapping[str, object]) -> None:
        compiled = statement.on(self._dialect)
        self._cursor.execute(compiled.sql, compiled.arguments(parameters))
