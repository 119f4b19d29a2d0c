"""Pages of the accounts: signing in, oneself, people, bureaus."""
