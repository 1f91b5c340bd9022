"""The Store on PostgreSQL: SQLAlchemy Core on asyncpg, one dialect, migrations by Alembic."""
