"""Settings from the environment only. Each variable is explained in ``docs/betrieb/einstellungen.md``.

No network, no database, no logic beyond reading: importable while nothing runs. Mistakes of an
operator raise Refused, with all of them in one line, which every command shows instead of a traceback.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from nestwerk.config.postgres import database_settings
from nestwerk.config.variables import Variables


def installed(package: str) -> Path:
    """The folder of an installed package, without importing it. FileNotFoundError if it is missing."""
    found = find_spec(package)
    if found is None or not found.origin:
        raise FileNotFoundError(package)
    return Path(found.origin).parent


ROOT = Path(__file__).resolve().parents[2]
read = Variables()

DATA_DIR = read.folder("NESTWERK_DATA_DIR", "var")
SNAPSHOT_DIR = Path(read.text("NESTWERK_SNAPSHOT_DIR") or DATA_DIR / "snapshot").absolute()
BIND = read.text("NESTWERK_BIND", "127.0.0.1:8000")
PUBLIC_URL = read.text("NESTWERK_PUBLIC_URL", f"http://{BIND}").rstrip("/")
DEMO = read.yes("NESTWERK_DEMO", "ja")
TILES_URL = read.text("NESTWERK_TILES_URL")
NESTWERK_TILE_ORIGIN = "/".join(TILES_URL.split("/")[:3])
TILES_NOTICE = read.text("NESTWERK_TILES_NOTICE")
CACHE_MB = read.number("NESTWERK_CACHE_MB", "64", most=16384)
WORKERS = read.number("NESTWERK_WORKERS", "0", most=256)  # 0: one per processor

DEBUG = False
SECRET_KEY = read.secret_key("NESTWERK_SECRET_KEY", DATA_DIR)
ALLOWED_HOSTS = read.text("NESTWERK_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
if PUBLIC_URL.count("//") == 1:
    ALLOWED_HOSTS.append(PUBLIC_URL.split("//")[1].rsplit(":", 1)[0].split("/")[0])

# The ladder of docs/architecture.md, from the top down; a test compares them.
INSTALLED_APPS = [
    "nestwerk.config",
    "nestwerk.finder",
    "nestwerk.catalogue",
    "nestwerk.offers",
    "nestwerk.partners",
    "nestwerk.networks",
    "nestwerk.taxonomy",
    "nestwerk.jobs",
    "nestwerk.common",
    "procrastinate.contrib.django",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "nestwerk.common.headers.security_headers",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "nestwerk.networks.middleware.TenantMiddleware",
]

ROOT_URLCONF = "nestwerk.config.urls"
WSGI_APPLICATION = "nestwerk.config.wsgi.application"
APPEND_SLASH = False
CSRF_FAILURE_VIEW = "nestwerk.finder.fallback.forbidden"

read.refuse_mistakes()
DATABASES = database_settings(DATA_DIR)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "public",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "nestwerk.finder.environment.environment"},
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
]

LANGUAGE_CODE = "de"
USE_I18N = False  # the public site has its own texts, by address; the workspace brings its own later
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

STATIC_URL = "/static/"
# Leaflet comes with django-leaflet; its files are served only where the operator has tiles. Nothing else of it runs.
STATICFILES_DIRS = [installed("leaflet") / "static"] if TILES_URL else []
STORAGES = {"staticfiles": {"BACKEND": "nestwerk.config.serve_static.HashedStaticStorage"}}

FILE_UPLOAD_HANDLERS = ["nestwerk.common.uploads.NoFiles"]

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

# Words searched for must never reach a log: requests are not logged at all, errors without their address.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"no_address": {"()": "nestwerk.config.logs.NoAddress"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_address"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"nestwerk": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
