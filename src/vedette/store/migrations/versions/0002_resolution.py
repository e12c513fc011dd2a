"""What exercises show and are found by; profiles and blocking keys of accounts; redirects of ids."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COLUMNS: dict[str, sa.types.TypeEngine[Any]] = {
    **dict.fromkeys(("name", "series", "edition", "status", "start", "end", "first", "last"), sa.Text()),
    **dict.fromkeys(("low", "high", "reports", "conflicts", "parties"), sa.Integer()),
}


def _reference(name: str, table: str, fk: str, primary_key: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.String(), sa.ForeignKey(f"{table}.id", ondelete="CASCADE", name=fk), primary_key=primary_key)


def upgrade() -> None:
    """Adds the shown values to exercises; makes the tables beside them, empty: `vedette resolve` fills them."""
    for name, kind in COLUMNS.items():
        op.add_column("exercise", sa.Column(name, kind))
    op.create_index("ix_exercise_first", "exercise", ["first"])
    op.create_index("ix_exercise_series", "exercise", ["series", "first"])
    op.create_table(
        "shown",
        _reference("exercise", "exercise", "fk_shown_exercise"),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("weighed", sa.JSON(), nullable=False),
    )
    op.create_table(
        "facet",
        sa.Column("kind", sa.String(), primary_key=True),
        sa.Column("value", sa.String(), primary_key=True),
        _reference("exercise", "exercise", "fk_facet_exercise"),
    )
    op.create_index("ix_facet_exercise", "facet", ["exercise"])
    op.create_table("redirect", sa.Column("old", sa.String(), primary_key=True), sa.Column("new", sa.String(), nullable=False))
    op.create_index("ix_redirect_new", "redirect", ["new"])
    op.create_table("profile", _reference("account", "account", "fk_profile_account"), sa.Column("data", sa.JSON(), nullable=False))
    op.create_table("block", sa.Column("key", sa.String(), primary_key=True), _reference("account", "account", "fk_block_account"))
    op.create_index("ix_block_account", "block", ["account"])
    op.create_table(
        "near_pair",
        _reference("one", "account", "fk_near_pair_one"),
        _reference("other", "account", "fk_near_pair_other"),
        sa.Column("total", sa.Integer(), nullable=False),
    )
    op.create_index("ix_near_pair_other", "near_pair", ["other"])


def downgrade() -> None:
    """Drops them; reports, accounts, claims and the ids of exercises stay."""
    for table in ("near_pair", "block", "profile", "redirect", "facet", "shown"):
        op.drop_table(table)
    op.drop_index("ix_exercise_series", "exercise")
    op.drop_index("ix_exercise_first", "exercise")
    for name in COLUMNS:
        op.drop_column("exercise", name)
