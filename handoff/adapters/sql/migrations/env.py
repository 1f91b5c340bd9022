"""Called by Alembic; the connection comes from `handoff.adapters.sql.migrate`."""

from alembic import context

from handoff.adapters.sql.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
