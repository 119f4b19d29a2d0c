"""What a bureau gets from a draw, left in a folder: record, public table, paper; needs Django."""
