"""For the web: indexes for long lists, the catalogue's revision, spots for the map, users with sessions and tokens."""

import json
import secrets
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = ("web_token", "web_session", "web_user", "spot", "revision")


def _user(fk: str) -> sa.Column[str]:
    return sa.Column("user", sa.String(), sa.ForeignKey("web_user.name", ondelete="CASCADE", name=fk), nullable=False)


def _secret() -> tuple[sa.Column[str], sa.Column[str]]:
    return sa.Column("digest", sa.String(), primary_key=True), sa.Column("made", sa.String(), nullable=False)


def upgrade() -> None:
    """Makes the tables; the spots of exercises that are there are taken from what they show."""
    made = op.create_table("revision", sa.Column("epoch", sa.String(), primary_key=True), sa.Column("number", sa.Integer(), nullable=False))
    op.bulk_insert(made, [{"epoch": secrets.token_hex(6), "number": 1}])
    spot = op.create_table(
        "spot",
        sa.Column("exercise", sa.String(), sa.ForeignKey("exercise.id", ondelete="CASCADE", name="fk_spot_exercise"), primary_key=True),
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("kind", sa.String()),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
    )
    op.create_table(
        "web_user",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
    )
    until = sa.Column("until", sa.String(), nullable=False)
    op.create_table("web_session", *_secret(), _user("fk_web_session_user"), until)
    op.create_index("ix_web_session_user", "web_session", ["user"])
    op.create_table("web_token", *_secret(), _user("fk_web_token_user"))
    op.create_index("ix_web_token_user", "web_token", ["user"])
    op.create_index("ix_report_publisher", "report", ["publisher", "id"])
    op.create_index("ix_claim_property", "claim", ["property", "id", "account"])
    _fill(spot)


def _fill(spot: Any) -> None:
    bind = op.get_bind()
    idents = bind.scalars(sa.text("SELECT exercise FROM shown")).all()
    one = sa.text("SELECT record FROM shown WHERE exercise = :exercise")
    for ident in idents:
        held = bind.scalar(one, {"exercise": ident})
        record = json.loads(held) if isinstance(held, str) else held
        rows = [
            {"exercise": ident, "number": n, "kind": p.get("kind"), "lat": p["lat"], "lon": p["lon"]}
            for n, p in enumerate((record or {}).get("places") or ())
            if p.get("lat") is not None and p.get("lon") is not None
        ]
        if rows:
            bind.execute(sa.insert(spot), rows)


def downgrade() -> None:
    """Drops them, and all users with them; the spots can be made again."""
    op.drop_index("ix_claim_property", "claim")
    op.drop_index("ix_report_publisher", "report")
    for table in TABLES:
        op.drop_table(table)
