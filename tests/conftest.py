"""Settings for all tests."""

from hypothesis import settings

settings.register_profile("project", deadline=None)  # a first call imports a library; a slow machine is no fault
settings.load_profile("project")
