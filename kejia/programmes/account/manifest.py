"""Accounts: signing in, registering, one's own account, the security officer's page."""

from kejia.plain.text import Text
from kejia.wings.manifest import Manifest

MANIFEST = Manifest(
    name="account",
    title=Text("账号", "Account"),
    urls="kejia.programmes.account.urls",
)
