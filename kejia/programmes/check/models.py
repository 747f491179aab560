"""A check somebody asked to keep."""

from django.db import models


class KeptCheck(models.Model):
    """A roster with its questions and answers, sealed by a key that only the link holds; forgotten when it lapses."""

    address = models.BinaryField(max_length=32, unique=True)
    sealed = models.BinaryField()
    kept_at = models.DateTimeField(auto_now_add=True)
    lapses_at = models.DateTimeField(db_index=True)

    class Meta:
        """Names for people."""

        verbose_name = "留存的核对"

    def __str__(self) -> str:
        return f"{self.kept_at:%Y-%m-%d %H:%M}"
