"""Where reports come from: addresses, items of feeds; and who else printed a report's text: printings, near-duplicates."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = ("near_copy", "band", "sketch", "printing", "feed_item", "address")


def upgrade() -> None:
    """Makes the tables; near-duplicates among reports that are there are found by 'vedette resolve'."""
    op.create_table(
        "address",
        sa.Column("url", sa.Text(), primary_key=True),
        sa.Column("etag", sa.Text()),
        sa.Column("modified", sa.Text()),
        sa.Column("sha256", sa.String(), nullable=False),
    )
    op.create_table(
        "feed_item",
        sa.Column("feed", sa.Text(), primary_key=True),
        sa.Column("item", sa.String(), primary_key=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("seen", sa.String(), nullable=False),
    )
    op.create_table(
        "printing",
        sa.Column("report", sa.String(), primary_key=True),
        sa.Column("sha256", sa.String(), primary_key=True),
        sa.Column("publisher", sa.Text()),
        sa.Column("published", sa.String()),
        sa.Column("url", sa.Text()),
        sa.Column("name", sa.Text()),
    )
    op.create_table("sketch", sa.Column("report", sa.String(), primary_key=True), sa.Column("hashes", sa.JSON(), nullable=False))
    op.create_table("band", sa.Column("key", sa.String(), primary_key=True), sa.Column("report", sa.String(), primary_key=True))
    op.create_index("ix_band_report", "band", ["report"])
    op.create_table(
        "near_copy",
        sa.Column("one", sa.String(), primary_key=True),
        sa.Column("other", sa.String(), primary_key=True),
        sa.Column("shared", sa.Float(), nullable=False),
    )
    op.create_index("ix_near_copy_other", "near_copy", ["other"])


def downgrade() -> None:
    """Drops them; addresses and feeds are then asked as if for the first time, further publishers of a text are forgotten."""
    for table in TABLES:
        op.drop_table(table)
