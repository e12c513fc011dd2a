"""Beginnings of words are in SQLite's full-text index too: one that thousands of words begin with is found as fast as a word."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# PostgreSQL's index has no such option, and its words are in order anyway.
LETTERS = "prefix='3 4'"
"""Letters of the beginnings that are kept: the least that are searched for (`store.tokens.LEAST_BEGINNING`), and one more. Longer ones are
of so few words that these are put together as fast."""


def upgrade() -> None:
    """Makes the index anew, from the texts that are there."""
    _index(f", {LETTERS}")


def downgrade() -> None:
    """Makes it anew without beginnings."""
    _index("")


def _index(options: str) -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("DROP TABLE search_index")
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5("
        f"tokens, content='search_text', content_rowid='number', tokenize=\"unicode61 remove_diacritics 0\"{options})"
    )
    op.execute("INSERT INTO search_index(search_index) VALUES ('rebuild')")
