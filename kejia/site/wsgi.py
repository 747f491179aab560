"""What a web server loads: `kejia.site.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kejia.site.settings")
os.environ.setdefault("KEJIA_POOL", "1")

application = get_wsgi_application()
