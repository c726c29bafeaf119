"""`python -m risktool`."""

from risktool.cli import main

main()
