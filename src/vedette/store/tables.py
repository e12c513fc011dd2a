"""The tables of a catalogue, the same in SQLite and PostgreSQL. `migrations` holds how each version came from the one before."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint
from sqlalchemy.types import JSON

HEAD = "0008"
"""The newest migration."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
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
    Index("ix_report_publisher", "publisher", "id"),
)

exercise = Table(
    "exercise",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text),
    Column("series", String, comment="id of series.csv, or the folded name of a series that it does not know"),
    Column("edition", String),
    Column("status", String),
    Column("start", String, comment="EDTF, as shown"),
    Column("end", String),
    Column("first", String, comment="the first day that the exercise may have begun on, ISO 8601"),
    Column("last", String, comment="the last day that it may have ended on"),
    Column("low", Integer, comment="people: the least that is claimed of the whole"),
    Column("high", Integer),
    Column("reports", Integer, comment="how many tell of it"),
    Column("conflicts", Integer, comment="properties whose claims disagree"),
    Column("parties", Integer, comment="how many take part"),
    Index("ix_exercise_first", "first"),
    Index("ix_exercise_series", "series", "first"),
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
    Index("ix_claim_property", "property", "id", "account"),
)

# what exercises are found and compared by

shown = Table(
    "shown",
    metadata,
    Column("exercise", ForeignKey("exercise.id", ondelete="CASCADE"), primary_key=True),
    Column("record", JSON, nullable=False, comment="the shown values, as listed"),
    Column("weighed", JSON, nullable=False, comment="each value with its alternatives and the reasons"),
)
"""Apart from `exercise`, whose rows are short so that thousands of them are read at once."""

facet = Table(
    "facet",
    metadata,
    Column(
        "kind",
        String,
        primary_key=True,
        comment="participant, country (of a place), place, domain, name, series, parent: folded where it is free text",
    ),
    Column("value", String, primary_key=True),
    Column("exercise", ForeignKey("exercise.id", ondelete="CASCADE"), primary_key=True, index=True),
)

redirect = Table(
    "redirect",
    metadata,
    Column("old", String, primary_key=True),
    Column("new", String, nullable=False, index=True),
)

profile = Table(
    "profile",
    metadata,
    Column("account", ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
    Column("data", JSON, nullable=False, comment="what resolution compares, packed"),
)

block = Table(
    "block",
    metadata,
    Column("key", String, primary_key=True, comment="a blocking key: accounts that share one are compared"),
    Column("account", ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True),
)

near_pair = Table(
    "near_pair",
    metadata,
    Column("one", ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
    Column("other", ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("total", Integer, nullable=False),
)

# what people decided

judgement = Table(
    "judgement",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("kind", String, nullable=False),
    Column("subject", String, nullable=False, index=True),
    Column("other", String, index=True),
    Column("value", JSON, nullable=False),
    Column("source", Text),
    Column("evidence", JSON, nullable=False),
    Column("who", String, nullable=False),
    Column("when", String, nullable=False),
    Column("why", Text, nullable=False),
    sqlite_autoincrement=True,
)

# full text, and what was read in

search = Table(
    "search",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("kind", String, nullable=False, comment="report or exercise"),
    Column("ref", String, nullable=False, comment="its id"),
    UniqueConstraint("kind", "ref"),
    sqlite_autoincrement=True,
)

search_text = Table(
    "search_text",
    metadata,
    Column("number", ForeignKey("search.number", ondelete="CASCADE"), primary_key=True),
    Column("tokens", Text, nullable=False, comment="what the index holds; see tokens.py"),
)
"""The full-text index itself (`search_index` in SQLite, the column `vector` in PostgreSQL) follows this table by itself."""

source = Table(
    "source",
    metadata,
    Column("sha256", String, primary_key=True, comment="of the raw input"),
    Column("key", String, primary_key=True, comment="coder and settings that it was read with"),
    Column("name", Text, nullable=False),
    Column("report", String, nullable=False, index=True),
)

# for the web

revision = Table(
    "revision",
    metadata,
    Column("epoch", String, primary_key=True, comment="by chance; a new one when all is replaced"),
    Column("number", Integer, nullable=False, comment="one more with every transaction that changes the record"),
)
"""One row. What was worked out from a catalogue holds as long as both stay as they are."""

spot = Table(
    "spot",
    metadata,
    Column("exercise", ForeignKey("exercise.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, comment="the place among those shown"),
    Column("kind", String, comment="as the gazetteer has it: city, range, country …"),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
)

web_user = Table(
    "web_user",
    metadata,
    Column("name", String, primary_key=True),
    Column("hash", Text, nullable=False, comment="argon2 of the password"),
    Column("role", String, nullable=False),
    Column("made", String, nullable=False),
)

web_session = Table(
    "web_session",
    metadata,
    Column("digest", String, primary_key=True, comment="SHA-256 of the cookie's value"),
    Column("user", ForeignKey("web_user.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("made", String, nullable=False),
    Column("until", String, nullable=False),
)

web_token = Table(
    "web_token",
    metadata,
    Column("digest", String, primary_key=True, comment="SHA-256 of the token"),
    Column("user", ForeignKey("web_user.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("made", String, nullable=False),
)

# where reports come from, and who else printed them

address = Table(
    "address",
    metadata,
    Column("url", Text, primary_key=True, comment="as it was asked for"),
    Column("etag", Text),
    Column("modified", Text, comment="the server's Last-Modified, as it stands"),
    Column("sha256", String, nullable=False, comment="of what it gave when it was last read"),
)

feed_item = Table(
    "feed_item",
    metadata,
    Column("feed", Text, primary_key=True),
    Column("item", String, primary_key=True, comment="SHA-256 of the item's own id, or of its link"),
    Column("tries", Integer, nullable=False, comment="how often it was asked for in vain; 0 once it was read"),
    Column("seen", String, nullable=False, comment="the last time, ISO 8601"),
)

printing = Table(
    "printing",
    metadata,
    Column("report", String, primary_key=True),
    Column("sha256", String, primary_key=True, comment="of the raw input"),
    Column("publisher", Text),
    Column("published", String),
    Column("url", Text),
    Column("name", Text),
)
"""Who printed the very text of a report besides the one that the report names."""

sketch = Table(
    "sketch",
    metadata,
    Column("report", String, primary_key=True),
    Column("hashes", JSON, nullable=False, comment="what the text is compared by"),
)

band = Table("band", metadata, Column("key", String, primary_key=True), Column("report", String, primary_key=True, index=True))
"""Parts of sketches: texts that share one may be near-duplicates."""

near_copy = Table(
    "near_copy",
    metadata,
    Column("one", String, primary_key=True, comment="the smaller of the two reports' ids"),
    Column("other", String, primary_key=True, index=True),
    Column("shared", Float, nullable=False, comment="share of the text that both have, 0 to 1"),
)
"""Pairs of reports that are near-duplicates."""
