"""Settings of accounts and sign-in, a part of settings.py. What may change comes from the environment (CONTRIBUTING.md)."""

import os
from functools import cache
from pathlib import Path
from typing import Any

from kejia.crypt.identity import new_identity_key
from kejia.site.environment import flag
from kejia.site.folders import VAR
from kejia.site.secret import read_or_make_secret

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["kejia.accounts.backends.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [  # Any: Django's own shape
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "phone", "email")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account:home"
LOGOUT_REDIRECT_URL = "/"

HTTPS = flag("KEJIA_HTTPS")
SESSION_COOKIE_NAME = "__Host-kejia_session" if HTTPS else "kejia_session"
SESSION_COOKIE_AGE = int(os.environ.get("KEJIA_SESSION_HOURS", 12)) * 3600
"""Seconds without a visit; whoever goes on stays in."""
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"

KEJIA_OUTBOX = flag("KEJIA_OUTBOX") or flag("KEJIA_DEBUG")
"""Nothing is sent: codes are shown on /account/outbox/, letters on /inbox/outbox/, to everybody; for development only."""
KEJIA_SECOND_FACTOR = os.environ.get("KEJIA_SECOND_FACTOR", "staff")
"""Who must have a second factor: `staff` (technical roles, and the posts that ask for it) or `all`."""
KEJIA_SIGN_IN_LOG_DAYS = max(183, int(os.environ.get("KEJIA_SIGN_IN_LOG_DAYS", 183)))
"""How long the sign-in log is kept; the Cybersecurity Law asks for six months at least (article 21 of 2016)."""


@cache
def identity_key() -> str:
    """The private key that signs what other sites are told of an account; asked for when one is told."""
    return read_or_make_secret(
        Path(os.environ.get("KEJIA_IDENTITY_KEY", "") or VAR / "identity.pem"), new_identity_key
    )


KEJIA_IDENTITY_KEY = identity_key

ACCOUNT_ADAPTER = "kejia.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
if flag("KEJIA_BEHIND_PROXY"):
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

MFA_ADAPTER = "kejia.accounts.adapters.MFAAdapter"
MFA_FORMS = {
    "activate_totp": "kejia.accounts.forms.SetUpAppForm",
    "authenticate": "kejia.accounts.forms.SecondFactorForm",
    "reauthenticate": "kejia.accounts.forms.SecondFactorAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Kejia"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True

SOCIALACCOUNT_ADAPTER = "kejia.accounts.adapters.OtherSiteAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = "sso"
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}  # Any: allauth's own shape
IDP_OIDC_ADAPTER = "kejia.accounts.adapters.ProviderAdapter"
if os.environ.get("KEJIA_SSO_URL"):  # the province's own sign-on, by OpenID Connect
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "province",
                "name": os.environ.get("KEJIA_SSO_NAME", "统一身份认证"),
                "client_id": os.environ.get("KEJIA_SSO_CLIENT", ""),
                "secret": os.environ.get("KEJIA_SSO_SECRET", ""),
                "settings": {"server_url": os.environ["KEJIA_SSO_URL"]},
            }
        ],
    }
if os.environ.get("KEJIA_WECOM_CORP"):  # WeCom, or the government's WeChat, which answers alike elsewhere
    SOCIALACCOUNT_PROVIDERS["wecom"] = {
        "APPS": [
            {
                "client_id": os.environ["KEJIA_WECOM_CORP"],
                "secret": os.environ.get("KEJIA_WECOM_SECRET", ""),
                "name": os.environ.get("KEJIA_WECOM_NAME", "企业微信"),
                "settings": {
                    "agent": os.environ.get("KEJIA_WECOM_AGENT", ""),
                    "api": os.environ.get("KEJIA_WECOM_API", "https://qyapi.weixin.qq.com"),
                    "sign_in": os.environ.get(
                        "KEJIA_WECOM_SIGN_IN", "https://login.work.weixin.qq.com/wwlogin/sso/login"
                    ),
                },
            }
        ],
    }
