"""A frame's table: its columns with dtype, unit, valid range and one line of doc; the docs page is made from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import pandas as pd

Dtype = Literal["float64", "str", "bool", "datetime64[us, UTC]", "datetime64[us]", "object"]

_EMPTY: Final[Mapping[str, Any]] = {"float64": np.nan, "str": None, "bool": False, "object": None}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name (with its unit), dtype, what it holds, and the closed range of believable values."""

    name: str
    dtype: Dtype
    doc: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a frame, in their order."""

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name; raises `KeyError`."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def empty(self) -> pd.DataFrame:
        """A frame of this shape without rows."""
        return self.conform(pd.DataFrame())

    def conform(self, frame: pd.DataFrame) -> pd.DataFrame:
        """A new frame with exactly these columns, order and dtypes; what is absent is missing (NaN, None, NaT)."""
        columns = {column.name: _cast(frame.get(column.name), column.dtype, frame.index) for column in self.columns}
        return pd.DataFrame(columns, index=frame.index, columns=list(self.names))

    def out_of_range(self, frame: pd.DataFrame) -> pd.DataFrame:
        """A boolean frame of the bounded columns, true where a recorded value is outside its valid range."""
        marks = {}
        for column in self.columns:
            if column.low is None and column.high is None:
                continue
            values = frame[column.name]
            low = -np.inf if column.low is None else column.low
            high = np.inf if column.high is None else column.high
            marks[column.name] = values.notna() & ~values.between(low, high)
        return pd.DataFrame(marks, index=frame.index)


def _cast(values: "pd.Series[Any] | None", dtype: Dtype, index: pd.Index) -> "pd.Series[Any]":
    if values is None:
        filler = pd.NaT if dtype.startswith("datetime") else _EMPTY[dtype]
        return pd.Series([filler] * len(index), index=index, dtype=dtype)
    return values.astype(dtype)
