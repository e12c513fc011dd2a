"""Reports, exercises, accounts and claims."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Creates the first tables."""
    op.create_table(
        "report",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("published", sa.String()),
        sa.Column("publisher", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("lang", sa.String()),
        sa.Column("leads", sa.JSON(), nullable=False),
        sa.Column("credits", sa.JSON(), nullable=False),
        sa.Column("raw_sha256", sa.String()),
        sa.Column("name", sa.Text()),
    )
    op.create_table("exercise", sa.Column("id", sa.String(), primary_key=True))
    op.create_table(
        "account",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("report", sa.String(), sa.ForeignKey("report.id", ondelete="CASCADE", name="fk_account_report"), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("focus", sa.Boolean(), nullable=False),
        sa.Column("exercise", sa.String(), sa.ForeignKey("exercise.id", name="fk_account_exercise")),
    )
    op.create_index("ix_account_report", "account", ["report"])
    op.create_index("ix_account_exercise", "account", ["exercise"])
    op.create_table(
        "claim",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("account", sa.String(), primary_key=True),
        sa.Column("report", sa.String(), sa.ForeignKey("report.id", ondelete="CASCADE", name="fk_claim_report"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("property", sa.String(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text()),
        sa.Column("publisher", sa.Text()),
        sa.Column("published", sa.String()),
        sa.Column("modality", sa.String(), nullable=False),
        sa.Column("derivation", sa.String(), nullable=False),
        sa.Column("basis", sa.JSON(), nullable=False),
        sa.Column("lang", sa.String()),
        sa.Column("coder", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
    )
    op.create_index("ix_claim_report", "claim", ["report"])
    op.create_index("ix_claim_account_property", "claim", ["account", "property"])


def downgrade() -> None:
    """Drops them."""
    for table in ("claim", "account", "exercise", "report"):
        op.drop_table(table)
