"""Other people's tables, read into ours: each row is taken or reported, and each table names its credit."""
