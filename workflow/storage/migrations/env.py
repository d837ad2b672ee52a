"""What Alembic runs: the migrations, on the connection that `upgrade` hands over."""

from alembic import context

from workflow.storage.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by building it anew
    transactional_ddl=False,  # the transaction is already open and ends with the whole upgrade
)
context.run_migrations()
