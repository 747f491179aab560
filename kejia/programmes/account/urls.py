"""Our own addresses of accounts. Those that allauth asks for by name stand in `names.py`."""

from django.urls import path

from kejia.programmes.account import entering, mine, officers, outside, sessions

app_name = "account"

urlpatterns = [
    path("", mine.home, name="home"),
    path("code/", entering.code, name="code"),
    path("code/again/", entering.send_again, name="send_again"),
    path("register/", entering.register, name="register"),
    path("password/", entering.password, name="password"),
    path("demo/<int:id>/", entering.sign_in_as_demo, name="demo"),
    path("first/", entering.first, name="first"),
    path("consent/", entering.consent_text, name="consent"),
    path("details/", mine.details, name="details"),
    path("address/<str:channel>/", mine.address, name="address"),
    path("address/<str:channel>/code/", mine.address_code, name="address_code"),
    path("set-password/", mine.set_password, name="set_password"),
    path("suspend/", mine.suspend, name="suspend"),
    path("sessions/<int:id>/end/", sessions.end, name="end_session"),
    path("sessions/end-others/", sessions.end_others, name="end_other_sessions"),
    path("outbox/", outside.outbox, name="outbox"),
    path("officer/", officers.find, name="officer"),
    path("officer/<int:id>/", officers.show, name="officer_account"),
    path("officer/<int:id>/<str:act>/", officers.act, name="officer_act"),
]
