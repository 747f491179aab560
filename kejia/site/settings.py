"""Django's settings. What an installation may change comes from the environment, listed in CONTRIBUTING.md."""

import os

from csp.constants import NONE, SELF

from kejia.messages.gateways import read_gateways
from kejia.site import programmes
from kejia.site.database import connection
from kejia.site.environment import flag as _flag
from kejia.site.environment import words as _words
from kejia.site.folders import LOCALE, ROOT, VAR
from kejia.site.secret import read_or_make_secret
from kejia.site.sign_in import *  # noqa: F403

BASE_DIR = ROOT
DEBUG = _flag("KEJIA_DEBUG")
SECRET_KEY = os.environ.get("KEJIA_SECRET_KEY") or read_or_make_secret(VAR / "secret")
KEJIA_FIELD_KEYS = _words("KEJIA_FIELD_KEY")
"""Keys for numbers that identify people, NUMBER:KEY, the current one first; without any, one is derived from SECRET_KEY."""
KEJIA_ALGORITHMS = _words("KEJIA_ALGORITHMS", "sha256_aes")
"""Sets of algorithms (kejia/crypt): the first makes new values, all read; sha256_aes, sm3_sm4, or module:name."""
ALLOWED_HOSTS = _words("KEJIA_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _words("KEJIA_ORIGINS")

KEJIA_GALLERY = DEBUG or _flag("KEJIA_GALLERY")
KEJIA_INSIDE = _flag("KEJIA_INSIDE")
"""Whether this installation shows inside matters: the plan's marks, people, organisations. Off, it shows the public ones."""
KEJIA_ADDRESS = os.environ.get("KEJIA_ADDRESS", "").rstrip("/")
"""How this site is reached from outside (https://name), for links in letters; without it letters carry none."""
KEJIA_GATEWAYS = read_gateways(os.environ)
KEJIA_OFFLINE_PAGE = VAR / "offline" / "kejia-offline.html"
KEJIA_MANIFESTS = programmes.MANIFESTS
KEJIA_UPLOAD_LIMIT = int(os.environ.get("KEJIA_UPLOAD_LIMIT", 32 * 1024 * 1024))
"""Bytes of a whole request; more is refused before it is read."""
KEJIA_FILES = os.environ.get("KEJIA_FILES") or VAR / "files"
"""Where the bytes of uploaded files lie."""
KEJIA_FILES_SEALED = os.environ.get("KEJIA_FILES_SEALED", "1") != "0"
KEJIA_FILE_LIMIT = int(os.environ.get("KEJIA_FILE_LIMIT", 20 * 1024 * 1024))
KEJIA_FILES_HOST = os.environ.get("KEJIA_FILES_HOST", "")
"""A host name under which nothing but files is served, so that no file shares an origin with the pages."""
KEJIA_SCANNER = os.environ.get("KEJIA_SCANNER", "")
"""clamd:HOST:PORT or clamd:/path/of/socket."""
KEJIA_UNSCANNED = os.environ.get("KEJIA_UNSCANNED", "allow")
"""What becomes of files where there is no scanner: allow, or hold."""
KEJIA_PLATES = {
    "icp": os.environ.get("KEJIA_ICP", ""),
    "public_security": os.environ.get("KEJIA_PUBLIC_SECURITY", ""),
    "accessibility": os.environ.get("KEJIA_ACCESSIBILITY", ""),
    "run_by": os.environ.get("KEJIA_RUN_BY", ""),
}
"""The foot of every page: ICP and public-security numbers, accessibility mark, who runs this installation."""

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "pgtrigger",
    "kejia.site",
    "django.contrib.postgres",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "kejia.accounts.wecom",
    "kejia.trail",
    "kejia.accounts",
    "kejia.files",
    "kejia.messages",
    "kejia.register",
    "kejia.wings",
    *programmes.apps(),
    # after ours, whose templates stand in for theirs
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.idp.oidc",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "kejia.site.middleware.permissions_policy",
    "csp.middleware.CSPMiddleware",
    "kejia.site.middleware.files_host",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kejia.site.middleware.language_by_cookie",
    "kejia.site.middleware.upload_limit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kejia.accounts.middleware.session_seen",
    "kejia.accounts.middleware.second_factor_set_up",
    "kejia.wings.visitor.visitors",
]

ROOT_URLCONF = "kejia.site.urls"
WSGI_APPLICATION = "kejia.site.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "kejia.wings.context.frame",
                "kejia.site.context.demo",
            ],
        },
    }
]

DATABASES = {"default": connection(os.environ)}
if _flag("KEJIA_POOL"):  # the threads of the web server share connections
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"]["OPTIONS"],  # type: ignore[dict-item]
        "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
    }
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# a long import must not keep the sealing of the trail waiting, nor a job that is put off for half a second
PROCRASTINATE_WORKER_DEFAULTS = {"concurrency": 4, "fetch_job_polling_interval": 0.5}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "kejia_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [LOCALE]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
# `kejia run` has gathered the static files; else they are found as they lie
COLLECTED = _flag("KEJIA_COLLECTED")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if COLLECTED
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not COLLECTED

DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024  # a list of 100,000 people pasted from a table
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 4
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "kejia.site.errors.stale_form"
if _flag("KEJIA_HTTPS"):
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
if _flag("KEJIA_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the stylesheet draws its marks as data: pictures
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("KEJIA_LOG", "WARNING")},
}
