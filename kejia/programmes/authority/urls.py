"""Addresses of authority."""

from django.urls import path

from kejia.programmes.authority import claim_pages, invitation_pages, pages, passing_pages, two_pages

app_name = "authority"

urlpatterns = [
    path("", pages.mine, name="mine"),
    path("people/<int:id>/", pages.person, name="person"),
    path("who/", pages.who, name="who"),
    path("stand-ins/", passing_pages.stand_ins, name="stand_ins"),
    path("stand-ins/<int:id>/revoke/", passing_pages.revoke, name="revoke_stand_in"),
    path("hand-over/", passing_pages.hand_over, name="hand_over"),
    path("hand-over/<int:id>/finish/", passing_pages.finish, name="finish_hand_over"),
    path("hand-over/take/<str:code>/", passing_pages.take, name="take_hand_over"),
    path("claims/", claim_pages.claims, name="claims"),
    path("claims/<int:id>/decide/", claim_pages.decide, name="decide_claim"),
    path("claim/", claim_pages.claim, name="claim"),
    path("invitations/", invitation_pages.invitations, name="invitations"),
    path("invitations/<int:id>/revoke/", invitation_pages.revoke, name="revoke_invitation"),
    path("invitation/<str:secret>/", invitation_pages.accept, name="accept_invitation"),
    path("two/", two_pages.two, name="two"),
    path("two/<int:id>/answer/", two_pages.answer, name="answer"),
]
