"""How the tests of the core run."""

from hypothesis import settings

# A machine under load is slow, not wrong; how long a step takes is for the benchmarks to say.
settings.register_profile("timeless", deadline=None)
settings.load_profile("timeless")
