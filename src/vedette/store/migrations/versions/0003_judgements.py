"""Judgements of curators, which the database itself refuses to change or delete."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SQLITE = [
    f"CREATE TRIGGER judgement_no_{action} BEFORE {action} ON judgement BEGIN SELECT RAISE(ABORT, 'judgements are kept for ever'); END"
    for action in ("update", "delete")
]
POSTGRESQL = [
    "CREATE FUNCTION judgement_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'judgements are kept for ever'; END $$",
    "CREATE TRIGGER judgement_kept BEFORE UPDATE OR DELETE ON judgement FOR EACH ROW EXECUTE FUNCTION judgement_kept()",
]


def upgrade() -> None:
    """Makes the table and what guards it."""
    op.create_table(
        "judgement",
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("other", sa.String()),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("when", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_judgement_subject", "judgement", ["subject"])
    op.create_index("ix_judgement_other", "judgement", ["other"])
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    """Drops them, and all judgements with them."""
    op.drop_table("judgement")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION judgement_kept()")
