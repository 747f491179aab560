"""WeCom in the shape that allauth gives to other sites."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base.provider import ProviderAccount
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider

from kejia.accounts.wecom.views import WeComAdapter


class WeComAccount(ProviderAccount):
    """Somebody at WeCom."""

    account: SocialAccount

    def to_str(self) -> str:
        """The number that WeCom knows them by."""
        return self.account.uid


class WeComProvider(OAuth2Provider):
    """One corporation's WeCom; who is no member of it is refused there and here."""

    id = "wecom"
    name = "企业微信"
    account_class = WeComAccount
    oauth2_adapter_class = WeComAdapter

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: allauth's own
        super().__init__(*args, **kwargs)
        self.name = self.app.name or self.name

    def get_default_scope(self) -> list[str]:
        """WeCom's sign-in page asks for none."""
        return []

    def extract_uid(self, data: dict[str, Any]) -> str:
        """The member's number within the one corporation of this installation."""
        return str(data["userid"])

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nothing is taken over: a name here is self-given."""
        return {}


provider_classes = [WeComProvider]
