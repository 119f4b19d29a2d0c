"""Reading across the stages for those who watch (article 21)."""
