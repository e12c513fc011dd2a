"""Full-text search, and which inputs were read."""

import sqlalchemy as sa
from alembic import op

from vedette.store.tokens import tokens

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# An FTS5 table with outside content, kept in step by triggers; what is taken out must be told to it with its old words.
_OUT = "INSERT INTO search_index(search_index, rowid, tokens) VALUES ('delete', old.number, old.tokens)"
_IN = "INSERT INTO search_index(rowid, tokens) VALUES (new.number, new.tokens)"
SQLITE = [
    "CREATE VIRTUAL TABLE search_index"
    " USING fts5(tokens, content='search_text', content_rowid='number', tokenize=\"unicode61 remove_diacritics 0\")",
    f"CREATE TRIGGER search_in AFTER INSERT ON search_text BEGIN {_IN}; END",
    f"CREATE TRIGGER search_out AFTER DELETE ON search_text BEGIN {_OUT}; END",
    f"CREATE TRIGGER search_changed AFTER UPDATE ON search_text BEGIN {_OUT}; {_IN}; END",
]
POSTGRESQL = [
    "ALTER TABLE search_text ADD COLUMN vector tsvector GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, tokens)) STORED",
    "CREATE INDEX ix_search_text_vector ON search_text USING gin (vector)",
]


def upgrade() -> None:
    """Makes the tables; reports that are there are taken into the index."""
    op.create_table(
        "search",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.UniqueConstraint("kind", "ref", name="uq_search_kind"),
        sqlite_autoincrement=True,
    )
    number = sa.ForeignKey("search.number", ondelete="CASCADE", name="fk_search_text_number")
    op.create_table(
        "search_text", sa.Column("number", sa.Integer(), number, primary_key=True), sa.Column("tokens", sa.Text(), nullable=False)
    )
    bind = op.get_bind()
    for statement in SQLITE if bind.dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
    op.create_table(
        "source",
        sa.Column("sha256", sa.String(), primary_key=True),
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("report", sa.String(), nullable=False),
    )
    op.create_index("ix_source_report", "source", ["report"])
    add = sa.text("INSERT INTO search (kind, ref) VALUES ('report', :ref)")
    add_text = sa.text("INSERT INTO search_text (number, tokens) SELECT number, :tokens FROM search WHERE kind = 'report' AND ref = :ref")
    one = sa.text("SELECT text FROM report WHERE id = :ref")
    for ident in bind.scalars(sa.text("SELECT id FROM report")).all():
        bind.execute(add, {"ref": ident})
        bind.execute(add_text, {"ref": ident, "tokens": tokens(bind.scalar(one, {"ref": ident}))})


def downgrade() -> None:
    """Drops them; both can be made again from the reports."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
    for table in ("source", "search_text", "search"):
        op.drop_table(table)
