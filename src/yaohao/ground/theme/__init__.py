"""How pages look: base templates, template tags, the one style sheet and the one script."""
