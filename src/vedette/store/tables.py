"""The tables of a catalogue, the same in SQLite and PostgreSQL. `migrations` holds how each version came from the one before."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.types import JSON

metadata = MetaData(
    naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"}
)

report = Table(
    "report",
    metadata,
    Column("id", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("blocks", JSON, nullable=False),
    Column("title", Text),
    Column("published", String),
    Column("publisher", Text),
    Column("url", Text),
    Column("lang", String),
    Column("leads", JSON, nullable=False),
    Column("credits", JSON, nullable=False),
    Column("raw_sha256", String),
    Column("name", Text),
)

exercise = Table(
    "exercise",
    metadata,
    Column("id", String, primary_key=True),
)

account = Table(
    "account",
    metadata,
    Column("id", String, primary_key=True),
    Column("report", ForeignKey("report.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("ref", String, nullable=False),
    Column("focus", Boolean, nullable=False),
    Column("exercise", ForeignKey("exercise.id"), index=True),
)

claim = Table(
    "claim",
    metadata,
    Column("id", String, primary_key=True),
    Column("account", String, primary_key=True, comment="the account's id, or an empty string for a claim about the report as a whole"),
    Column("report", ForeignKey("report.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("number", Integer, nullable=False, comment="the place among the claims of its account"),
    Column("property", String, nullable=False),
    Column("value", JSON, nullable=False),
    Column("start", Integer, nullable=False, comment="code points into the report's text"),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("speaker", Text),
    Column("publisher", Text),
    Column("published", String),
    Column("modality", String, nullable=False),
    Column("derivation", String, nullable=False),
    Column("basis", JSON, nullable=False),
    Column("lang", String),
    Column("coder", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Index("ix_claim_account_property", "account", "property"),
)
