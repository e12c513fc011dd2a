"""Rows of one kind that become data frames."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, overload

from vedette.api import display

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped,unused-ignore]
    import polars
    import pyarrow  # type: ignore[import-untyped,unused-ignore]

T = TypeVar("T")
Kind = Literal["text", "texts", "integer", "number", "yes-no", "date", "json"]
"""What a column holds; `texts` is a list of texts, `json` any value, written as JSON in frames."""
SHOWN = 20
"""Rows that a notebook shows of a table."""
PRINTED = 10
"""Rows that `repr` shows of a table."""


class Table(Sequence[T], Generic[T]):
    """Some records in order, as a sequence and as a frame.

    `columns` names the columns of the frame with what they hold, `flat` makes a row of a record. Missing values stay missing (None, null,
    pandas' NA). The frames need pyarrow, pandas or polars: `pip install 'vedette[exchange]'`.
    """

    def __init__(self, rows: Iterable[T], columns: Mapping[str, Kind], flat: Callable[[T], Mapping[str, Any]], what: str) -> None:
        self._rows = tuple(rows)
        self._flat = flat
        self.columns = dict(columns)
        self.what = what

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> "Table[T]": ...
    def __getitem__(self, index: int | slice) -> "T | Table[T]":
        if isinstance(index, slice):
            return Table(self._rows[index], self.columns, self._flat, self.what)
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[T]:
        return iter(self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self._rows == other._rows and self.columns == other.columns

    def __hash__(self) -> int:
        return hash(self._rows)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as mappings from column to value."""
        rows = map(self._flat, self._rows)
        return [{n: _listed(row.get(n)) if kind == "texts" else row.get(n) for n, kind in self.columns.items()} for row in rows]

    def to_arrow(self) -> "pyarrow.Table":
        """An Arrow table."""
        pa = _needed("pyarrow")
        types = {
            "text": pa.string(),
            "texts": pa.list_(pa.string()),
            "integer": pa.int64(),
            "number": pa.float64(),
            "yes-no": pa.bool_(),
            "date": pa.date32(),
            "json": pa.string(),
        }
        schema = pa.schema([(name, types[kind]) for name, kind in self.columns.items()])
        made: pyarrow.Table = pa.Table.from_pylist([self._plain(row) for row in self.to_dicts()], schema=schema)
        return made

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The Arrow stream that DuckDB, polars and others take a table by."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def to_pandas(self) -> "pandas.DataFrame":
        """A pandas frame with types that know missing values: whole numbers stay whole beside missing ones."""
        pd = _needed("pandas")
        types = {
            "text": "string",
            "texts": "object",
            "integer": "Int64",
            "number": "Float64",
            "yes-no": "boolean",
            "date": "datetime64[s]",
            "json": "string",
        }
        rows = [self._plain(row) for row in self.to_dicts()]
        columns = {n: pd.Series([r[n] for r in rows], dtype=types[kind]) for n, kind in self.columns.items()}
        made: pandas.DataFrame = pd.DataFrame(columns)
        return made

    def to_polars(self) -> "polars.DataFrame":
        """A polars frame."""
        pl = _needed("polars")
        types = {
            "text": pl.String,
            "texts": pl.List(pl.String),
            "integer": pl.Int64,
            "number": pl.Float64,
            "yes-no": pl.Boolean,
            "date": pl.Date,
            "json": pl.String,
        }
        made: polars.DataFrame = pl.DataFrame(
            [self._plain(row) for row in self.to_dicts()], schema={name: types[kind] for name, kind in self.columns.items()}
        )
        return made

    def _plain(self, row: Mapping[str, Any]) -> dict[str, Any]:
        return {n: _json(row[n]) if kind == "json" else row[n] for n, kind in self.columns.items()}

    def __repr__(self) -> str:
        rows = self[:PRINTED].to_dicts()
        filled = [n for n in self.columns if any(r[n] not in (None, []) for r in rows)]
        more = f"\n… and {len(self) - PRINTED} more" if len(self) > PRINTED else ""
        return f"{len(self)} {self.what}\n{display.plain_table(filled, rows)}{more}".rstrip()

    def _repr_html_(self) -> str:
        return display.table(self.columns, self[:SHOWN].to_dicts(), len(self), self.what)


def _listed(value: Any) -> list[Any] | None:
    return None if value is None else list(value)


def _json(value: object) -> str | None:
    """A value as JSON, a text as it is."""
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=dict)


def _needed(module: str) -> Any:
    """A module of the extra `exchange`; raises ImportError with a sentence that names the extra."""
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError as error:
        raise ImportError(f"This frame needs the package {module}: pip install 'vedette[exchange]'.") from error
