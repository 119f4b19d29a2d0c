"""Limits of visits as they are shipped; `shanxi-2025.csv` says where each comes from."""
