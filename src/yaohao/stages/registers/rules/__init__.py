"""What the registers know without a database: codes, grades, regions, numbers, filters."""
