"""Store folders and transactions read into domain values; every error names file and line."""
