"""The draw on its engines beside its peers; see `__main__`."""
