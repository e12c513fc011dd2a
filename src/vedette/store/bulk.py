"""Many rows into a table at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, Dialect, Table, insert

Columns: TypeAlias = Mapping[str, Sequence[Any]]
"""Rows, column by column."""
MANY = 100
"""Rows from which on it pays to prepare, which takes half a millisecond."""


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows, which all have the same columns."""
    if rows:
        insert_columns(connection, table, {name: [row[name] for row in rows] for name in rows[0]})


def insert_columns(connection: Connection, table: Table, columns: Columns) -> None:
    """Inserts rows that are given column by column.

    What SQLAlchemy does with each value of each row costs more than SQLite takes to store it. So many rows go to the driver straight, where
    it counts columns by place: SQLAlchemy gives the statement and what turns the values of a column into those of the database.
    """
    names = list(columns)
    number = len(columns[names[0]])
    if number >= MANY and connection.dialect.positional:
        statement, order = _prepared(table, connection.dialect, names)
        turned = (columns[name] if turn is None else map(turn, columns[name]) for name, turn in order)
        connection.exec_driver_sql(statement, list(zip(*turned, strict=True)))
    elif number:
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)])


def _prepared(table: Table, dialect: Dialect, names: list[str]) -> tuple[str, list[tuple[str, Callable[[Any], Any] | None]]]:
    """The statement that inserts into columns; their order in it, each with what turns its values, None where that is nothing."""
    compiled = insert(table).compile(dialect=dialect, column_keys=names)
    assert compiled.positiontup is not None
    return str(compiled), [(n, table.c[n].type.dialect_impl(dialect).bind_processor(dialect)) for n in compiled.positiontup]
