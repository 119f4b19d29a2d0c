"""What must not go unseen (article 21): complaints, exceptions, figures. Pure values."""
