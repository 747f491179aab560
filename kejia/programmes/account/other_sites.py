"""Which accounts of other sites sign in here as this one, and cutting that tie."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from kejia.accounts.reads import actor_of, addresses_of
from kejia.programmes.account.guards import account_signed_in, confirmed
from kejia.programmes.account.outside import REFUSED, other_sites_here
from kejia.trail import actions as trail


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """The ties there are, and the sites one more can be made to; the last way in is not cut."""
    account = account_signed_in(request)
    tied = list(SocialAccount.objects.filter(user=account).order_by("pk"))
    refused = False
    if request.method == "POST":
        gone = get_object_or_404(SocialAccount, user=account, pk=request.POST.get("account") or 0)
        refused = len(tied) == 1 and not addresses_of(account)
        if not refused:
            with transaction.atomic():
                trail.record(
                    "other_site_untied",
                    by=actor_of(account),
                    subject=account,
                    details={"site": gone.provider},
                    private={"uid": gone.uid},
                )
                gone.delete()
            return redirect("socialaccount_connections")
    context = {"tied": tied, "sites": other_sites_here(request), "refused": refused}
    return render(request, "socialaccount/connections.html", context, status=REFUSED if refused else 200)
