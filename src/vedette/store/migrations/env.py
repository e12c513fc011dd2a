"""Runs the migrations on the connection that the catalogue hands over."""

from alembic import context

from vedette.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    include_name=lambda name, kind, _parents: not (kind == "table" and str(name).startswith("search")),
)
with context.begin_transaction():
    context.run_migrations()
