"""Settings from pyproject.toml or risktool.toml."""
