"""Addresses of what is settled for a term."""

from django.urls import path

from kejia.programmes.terms import act_pages, pages

app_name = "terms"

urlpatterns = [
    path("", pages.start, name="start"),
    path("<int:id>/", pages.organisation, name="organisation"),
    path("<int:id>/<slug:body>/", pages.body, name="body"),
    path("<int:id>/add/<slug:kind>/", act_pages.add, name="add_to_organisation"),
    path("<int:id>/<slug:body>/add/<slug:kind>/", act_pages.add, name="add"),
    path("<slug:kind>/<int:fact>/correct/", act_pages.correct, name="correct"),
    path("<slug:kind>/<int:fact>/end/", act_pages.end, name="end"),
    path("<slug:kind>/<int:fact>/withdraw/", act_pages.withdraw, name="withdraw"),
]
