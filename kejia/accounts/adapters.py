"""How allauth asks us: its own ways of registering, mailing and confirming are shut, ours stand in their place."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.models import PrivateKey
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kejia.accounts.models import Account
from kejia.accounts.reads import shown_name
from kejia.crypt.sealing import Sealer

PENDING_OTHER_SITE = "kejia_other_site"
"""In the session: who somebody is at another site, until they have an account here."""


class AccountAdapter(DefaultAccountAdapter):
    """Signing in goes through our pages; allauth's stages after it are the second factor alone."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _("试得太多，请过五分钟再来"),
        "rate_limited": _("试得太多，请过五分钟再来"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Not by allauth's form: the door is `/account/`."""
        return False

    def get_login_stages(self) -> list[str]:
        """What comes after the first proof."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """allauth mails nothing: codes leave through `kejia.accounts.sending`."""

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:
        """A suspended account is told so once its holder has proved to be its holder."""
        request.session["kejia_suspended"] = user.pk
        return HttpResponseRedirect(reverse("account_inactive"))

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """By the second factor where there is one, else by a code or the password."""
        if not isinstance(user, Account):
            return []
        types = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
        methods = []
        if Authenticator.Type.TOTP in types:
            methods.append(("mfa_reauthenticate", gettext("用动态口令或恢复码")))
        if Authenticator.Type.WEBAUTHN in types:
            methods.append(("mfa_reauthenticate_webauthn", gettext("用通行密钥")))
        if not methods:
            methods.append(("account_reauthenticate", gettext("用验证码或密码")))
        return [{"id": name, "description": words, "url": reverse(name)} for name, words in methods]


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps are sealed; what apps and browsers show of an account is our wording."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("不对。请看清应用里现在的六位数字，或换一个没用过的恢复码；手机的时间要准"),
    }
    sealer = Sealer("kejia.accounts.second_factor")

    def encrypt(self, text: str) -> str:
        """Under the installation's field key."""
        return base64.b64encode(self.sealer.seal(text.encode(), bound_to=b"authenticator")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The same, back."""
        return self.sealer.open(base64.b64decode(encrypted_text), bound_to=b"authenticator").decode()

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        """What stands in the app beside our name."""
        return shown_name(user) if isinstance(user, Account) else ""

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """What the browser shows of a passkey."""
        return {
            **super().get_public_key_credential_user_entity(user),
            "display_name": self.get_totp_label(user),
            "name": self.get_totp_label(user),
        }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Whose passkey it is."""
        return {**super().get_public_key_credential_rp_entity(), "name": gettext("科家")}


class OtherSiteAdapter(DefaultSocialAccountAdapter):
    """Who comes from another site (WeCom, the province's sign-on) and is not known here registers, or signs in first.

    Nothing is matched by e-mail or phone: what another site says of an address opens no account here.
    """

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Keep who it is and ask for the account that it belongs to."""
        if sociallogin.is_existing or request.user.is_authenticated:
            return
        request.session[PENDING_OTHER_SITE] = sociallogin.serialize()
        raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account:first")))

    def serialize_instance(self, instance: Any) -> Any:  # Any: a model of allauth's or of ours
        """What is kept is who it is there; the account that allauth would make of it has no day of its own yet."""
        if isinstance(instance, Account) and instance._state.adding:
            instance.__dict__["created_at"] = None  # else the database's default, which is no value
        return super().serialize_instance(instance)  # type: ignore[no-untyped-call]  # allauth's own

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Not by allauth's form."""
        return False


class ProviderAdapter(DefaultOIDCAdapter):
    """What the sites of societies are told of an account that signs in there with ours: never the phone."""

    scope_display = {
        "openid": _("您在本站的账号编号"),
        "profile": _("您填写的姓名"),
        "email": _("您的电子邮箱"),
    }

    def list_private_keys(self, **asked: Any) -> list[PrivateKey]:  # Any: allauth's own, of keys with dates
        """The installation's one key, made when it is first needed."""
        return [PrivateKey(pem=settings.KEJIA_IDENTITY_KEY())]
