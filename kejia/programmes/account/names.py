"""The addresses that allauth and Django ask for by name, without a namespace; mounted beside our own ones."""

from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import path

from kejia.accounts.wecom import views as wecom
from kejia.programmes.account import confirming, entering, other_sites, outside, sessions
from kejia.programmes.account.guards import confirmed

urlpatterns = [
    path("sign-in/", entering.sign_in, name="account_login"),
    path("sign-out/", outside.sign_out, name="account_logout"),
    path("suspended/", outside.suspended, name="account_inactive"),
    path("again/", confirming.again, name="account_reauthenticate"),
    path("sessions/", sessions.show, name="usersessions_list"),
    path("second-factor/", second_factor.index, name="mfa_index"),
    path("second-factor/enter/", second_factor.authenticate, name="mfa_authenticate"),
    path("second-factor/again/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/app/", confirmed(totp.activate_totp), name="mfa_activate_totp"),
    path("second-factor/app/remove/", confirmed(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "second-factor/recovery/",
        confirmed(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-factor/recovery/new/",
        confirmed(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-factor/recovery/file/",
        confirmed(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("passkeys/add/", confirmed(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/again/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("passkeys/sign-in/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("passkeys/<int:pk>/remove/", confirmed(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("passkeys/<int:pk>/", confirmed(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("other-sites/", other_sites.show, name="socialaccount_connections"),
    path("other-sites/cancelled/", outside.cancelled, name="socialaccount_login_cancelled"),
    path("other-sites/error/", outside.not_signed_in, name="socialaccount_login_error"),
    path("wecom/login/", outside.where_connected(outside.by_form(wecom.oauth2_login)), name="wecom_login"),
    path("wecom/login/callback/", outside.where_connected(wecom.oauth2_callback), name="wecom_callback"),
    path("sso/<str:provider_id>/login/", outside.by_form(openid_connect.login), name="openid_connect_login"),
    path("sso/<str:provider_id>/login/callback/", openid_connect.callback, name="openid_connect_callback"),
]
