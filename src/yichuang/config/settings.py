"""Settings, from the environment alone. Every value is read by a typed reader that refuses nonsense with one sentence."""

import os
from pathlib import Path

from .env import boolean, choice, database, number, secret, text
from .proxy import networks

PACKAGE = Path(__file__).resolve().parents[1]
ROOT = PACKAGE.parents[1]

DATA_DIR = Path(text("YICHUANG_DATA_DIR", str(ROOT / "var"))).absolute()
SECRET_KEY = secret("YICHUANG_SECRET_KEY", DATA_DIR / "secrets" / "django")
AUDIT_KEY = secret("YICHUANG_AUDIT_KEY", DATA_DIR / "secrets" / "audit").encode()
PRIVACY_KEY = secret("YICHUANG_PRIVACY_KEY", DATA_DIR / "secrets" / "privacy").encode()

DEBUG = boolean("YICHUANG_DEBUG", default=False)
ALLOWED_HOSTS = [h.strip() for h in text("YICHUANG_HOSTS", "localhost,[::1],testserver").split(",")]
ALLOWED_HOSTS.append("127.0.0.1")  # the start asks itself whether it serves, and so does whoever watches this machine
YICHUANG_PORT = number("YICHUANG_PORT", 8100, low=1, high=65535)
YICHUANG_STREAM_PORT = number("YICHUANG_STREAM_PORT", YICHUANG_PORT + 1, low=1, high=65535)
YICHUANG_WEB_WORKERS = number("YICHUANG_WEB_WORKERS", min(8, max(2, os.cpu_count() or 2)), low=1, high=64)
YICHUANG_WEB_THREADS = number("YICHUANG_WEB_THREADS", 8, low=1, high=64)
"""Of one process, for acts and pages; readings have threads of their own beside them (config/lane.py)."""
YICHUANG_PUBLIC_URL = text("YICHUANG_PUBLIC_URL", f"http://127.0.0.1:{YICHUANG_PORT}").rstrip("/")
YICHUANG_STREAM_URL = text("YICHUANG_STREAM_URL", "")
"""Where pages open their stream; empty means the same host on the stream port."""
YICHUANG_PROXIES = networks(text("YICHUANG_PROXIES", "127.0.0.1,::1"))
"""Whose word about the address and the scheme of a request is believed."""

CSRF_TRUSTED_ORIGINS = [YICHUANG_PUBLIC_URL]
CSRF_FAILURE_VIEW = "yichuang.faces.shared.views.csrf_failure"
SESSION_ENGINE = "yichuang.foundation.sessions"
SESSION_COOKIE_NAME = "yichuang_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = YICHUANG_PUBLIC_URL.startswith("https://")
X_FRAME_OPTIONS = "SAMEORIGIN"

_ROOMS = [
    "places", "voice", "people", "catalog", "queueing", "documents", "delivery", "devices", "helping", "cases", "revisions",
    "floor", "feedback",
]  # fmt: skip
_FACES = ["shared", "portal", "kiosk", "screens", "workbench", "backoffice", "floor", "setup", "api"]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "procrastinate.contrib.django",
    "yichuang.foundation",
    *(f"yichuang.domains.{room}" for room in _ROOMS),
    *(f"yichuang.faces.{face}" for face in _FACES),
]
AUTH_USER_MODEL = "people.Account"

MIDDLEWARE = [
    "yichuang.foundation.web.csp_middleware",
    "django.middleware.security.SecurityMiddleware",
    "yichuang.foundation.sessions.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "yichuang.foundation.web.clean_text_middleware",
    "yichuang.foundation.web.actor_middleware",
    "yichuang.foundation.web.reading_middleware",
    "yichuang.foundation.web.RefusalMiddleware",
]
ROOT_URLCONF = "yichuang.config.urls"
WSGI_APPLICATION = "yichuang.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

_POOL = number("YICHUANG_DB_POOL", 12, low=0, high=200)
DATABASES = {
    "default": database("YICHUANG_DATABASE_URL", pool=_POOL),
    "owner": database("YICHUANG_DATABASE_OWNER_URL", pool=0, fallback="YICHUANG_DATABASE_URL"),
}
YICHUANG_SHARED_MS = number("YICHUANG_SHARED_MS", 0, low=0, high=5000)
"""So long what many read at once may be kept beside what its stamp watches (foundation/shared.py); `yichuang up` turns it on."""

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "yichuang_language"
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = Path(text("YICHUANG_STATIC_DIR", str(ROOT / ".build" / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": choice(
            "YICHUANG_STATIC_NAMES",
            {
                "plain": "django.contrib.staticfiles.storage.StaticFilesStorage",
                "hashed": "yichuang.config.static.HashedNames",
            },
            "plain",
        )
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024

YICHUANG_ACTOR_SOURCE = "yichuang.domains.people.api.actor_of_request"
YICHUANG_LOCK_PAGE = "/locked/"
YICHUANG_OPEN_WHEN_LOCKED = (
    "/api/",
    "/static/",
    "/login/",
    "/logout/",
    "/switch/",
    "/language/",
    "/stream-address/",
    "/healthz",
)
YICHUANG_ZONE_SOURCE = "yichuang.domains.places.api.zone_name"
YICHUANG_WIRING = "yichuang.config.wiring"
YICHUANG_SEAL_SERVICE = text("YICHUANG_SEAL_SERVICE", "")
YICHUANG_POST = "yichuang.config.posting"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["err"], "level": "WARNING"},
}
