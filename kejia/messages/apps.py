"""Messages as a Django app."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """Its tables are `letters_...`; the label keeps clear of Django's `messages`."""

    name = "kejia.messages"
    label = "letters"
