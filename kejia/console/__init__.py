"""The command line: `kejia <command>`; each command is loaded only when it is asked for."""
