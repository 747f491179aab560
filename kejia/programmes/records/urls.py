"""Addresses of records and of the acts upon them."""

from django.urls import path

from kejia.programmes.records import entry_pages, fact_pages, merge_pages, pages

app_name = "records"

urlpatterns = [
    path("", pages.find, name="find"),
    path("duplicates/", merge_pages.duplicates, name="duplicates"),
    path("merge/<slug:which>/<int:leaving>/<int:staying>/", merge_pages.merge, name="merge"),
    path("merges/<int:id>/", merge_pages.merged, name="merged"),
    path("merges/<int:id>/undo/", merge_pages.undo, name="undo"),
    path("facts/<slug:table>/<int:id>/correct/", fact_pages.correct, name="correct"),
    path("facts/<slug:table>/<int:id>/end/", fact_pages.end, name="end"),
    path("facts/<slug:table>/<int:id>/withdraw/", fact_pages.withdraw, name="withdraw"),
    path("people/<int:id>/erase/", pages.erase, name="erase"),
    path("<slug:which>/<int:id>/", pages.record, name="record"),
    path("<slug:which>/<int:id>/add/", entry_pages.choose, name="choose"),
    path("<slug:which>/<int:id>/add/<slug:sort>/", entry_pages.add, name="add"),
]
