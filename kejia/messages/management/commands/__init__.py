"""Django commands of the messages."""
