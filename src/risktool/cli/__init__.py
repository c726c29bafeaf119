"""The command line: arguments, writing, exit codes. One small file a command.

    app         the commands, in the order in which --help lists them
    guard       every way to end: one line for an error, Ctrl-C, an exit code
    console     the streams, one line of talk, the exit codes
    options     options that several commands share
    reading     PATH or "-" to a register, asking for a password where that helps
    writing     text to standard output or, whole or not at all, to a file
    screen      what the terminal can show

Nothing heavy is imported before a command runs: `risktool --help` shows the price of every import at this level.
"""

from risktool.cli.guard import main

__all__ = ["main"]
