"""The last roll extract that was applied whole, so that the next one is compared with it line by line."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from foundation.store import Base, EncryptedJSON, Row


class RollExtract(Row, Base):
    """One row at most: it is written in the transaction that writes what the extract says.

    `document`: the file, encrypted, among the documents; `sha256` is that of its plain bytes. `read_on`: the
    day by whose date the lines were judged. `apart`: {"lines": [text], "stays": [[child, setting, first
    day]]} of the lines that are read every night (no UPN, a former UPN, a note), and what they said.
    """

    __tablename__ = "roll_extract"
    TRAILED = False  # the run is the record

    profile: Mapped[str] = mapped_column(String(40))
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"))
    as_of: Mapped[dt.date]
    read_on: Mapped[dt.date]
    sha256: Mapped[str] = mapped_column(String(64))
    document: Mapped[str] = mapped_column(String(64))
    encoding: Mapped[str] = mapped_column(String(20))
    apart: Mapped[dict[str, Any]] = mapped_column(EncryptedJSON("roll_extract.apart"))
