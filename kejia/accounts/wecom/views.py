"""The three calls to WeCom: a token for the application, who the code belongs to, and the way there."""

from typing import Any
from urllib.parse import urlencode

import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2Adapter, OAuth2CallbackView, OAuth2LoginView
from django.http import HttpRequest


class WeComClient(OAuth2Client):
    """WeCom's names for what OAuth calls otherwise, and its token, which is the application's and not the visitor's."""

    app: SocialApp

    def get_redirect_url(self, authorization_url: str, scope: list[str], extra_params: dict[str, Any]) -> str:
        """The sign-in page with its QR code."""
        asked = {
            "login_type": "CorpApp",
            "appid": self.consumer_key,
            "agentid": self.app.settings.get("agent", ""),
            "redirect_uri": self.callback_url,
            "state": self.state,
        }
        return f"{authorization_url}?{urlencode(asked)}"

    def get_access_token(
        self, code: str, pkce_code_verifier: str | None = None, extra_data: Any = None
    ) -> dict[str, Any]:
        """The application's token; the visitor's code goes with it. Raises OAuth2Error."""
        answer = ask(self.app, "gettoken", {"corpid": self.consumer_key, "corpsecret": self.consumer_secret})
        return {"access_token": answer["access_token"], "code": code}


class WeComAdapter(OAuth2Adapter):
    """Where WeCom is, and how an answer becomes a sign-in."""

    provider_id = "wecom"
    client_class = WeComClient

    @property
    def authorize_url(self) -> str:
        """The sign-in page that the installation names."""
        provider = self.get_provider()  # type: ignore[no-untyped-call]  # allauth's own
        return str(provider.app.settings["sign_in"])

    def get_client(self, request: HttpRequest, app: SocialApp) -> WeComClient:
        """With the application's own settings at hand."""
        self.access_token_url = ""
        client = super().get_client(request, app)
        client.app = app
        return client  # type: ignore[no-any-return]  # allauth's own, untyped

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Whose code it is. Raises OAuth2Error for anybody who is no member."""
        asked = {"access_token": token.token, "code": kwargs["response"]["code"]}
        answer = ask(app, "auth/getuserinfo", asked)
        if not answer.get("userid"):
            raise OAuth2Error("不是本单位企业微信的成员 · no member of this WeCom")
        provider = self.get_provider()  # type: ignore[no-untyped-call]  # allauth's own
        login: SocialLogin = provider.sociallogin_from_response(request, {"userid": str(answer["userid"])})
        return login


def ask(app: SocialApp, call: str, asked: dict[str, str]) -> dict[str, Any]:
    """One call; WeCom says in the answer itself whether it was refused. Raises OAuth2Error."""
    with get_adapter().get_requests_session() as session:
        try:
            response = session.get(f"{app.settings['api'].rstrip('/')}/cgi-bin/{call}", params=asked)
            response.raise_for_status()
            answer = response.json()
        except (requests.RequestException, ValueError) as error:
            raise OAuth2Error(f"WeCom {call}: no usable answer") from error
    if not isinstance(answer, dict) or answer.get("errcode", 0) != 0:
        code = answer.get("errcode") if isinstance(answer, dict) else "?"
        raise OAuth2Error(f"WeCom {call}: refused with {code}")
    return answer


oauth2_login = OAuth2LoginView.adapter_view(WeComAdapter)
oauth2_callback = OAuth2CallbackView.adapter_view(WeComAdapter)
