"""Registers against each other."""
