"""How the tests of the core run."""

from hypothesis import HealthCheck, settings

# A machine under load is slow, not wrong; how long a step takes is for the benchmarks to say.
settings.register_profile("timeless", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("timeless")
