"""Files kept by the digest of their content: stored once, never changed."""
