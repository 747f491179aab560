"""Django commands of the register."""
