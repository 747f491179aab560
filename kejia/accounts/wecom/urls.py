"""Where allauth sends to WeCom, and where WeCom sends back to."""

from allauth.socialaccount.providers.oauth2.urls import default_urlpatterns

from kejia.accounts.wecom.provider import WeComProvider

urlpatterns = default_urlpatterns(WeComProvider)
