"""`kejia worker`: carries out what pages and commands have put off, until it is asked to end."""

from kejia.console.manage import main as manage


def main(arguments: list[str]) -> int:
    """Run procrastinate's worker on all queues; a running job gets ten seconds to end."""
    return manage(["procrastinate", "worker", "--shutdown-graceful-timeout", "10", *arguments])
