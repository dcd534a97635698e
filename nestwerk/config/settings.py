"""Settings from the environment only. Each variable is explained in ``docs/betrieb/einstellungen.md``.

No network, no database, no logic beyond reading: importable while nothing runs. Mistakes of an
operator become checks (``nestwerk check``), not tracebacks.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from nestwerk.config.postgres import database_settings

ROOT = Path(__file__).resolve().parents[2]


def _read(name: str, default: str = "") -> str:
    """The variable, or the content of the file that ``NAME_FILE`` points to."""
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def _yes(name: str, default: str) -> bool:
    return _read(name, default).lower() in {"1", "yes", "true", "ja", "an"}


def _secret_key(data_dir: Path) -> str:
    """The operator's key, or one made for this installation and kept in its data folder."""
    if key := _read("NESTWERK_SECRET_KEY"):
        return key
    path = data_dir / "secret-key"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
        except FileExistsError:  # another process was first
            pass
    return path.read_text(encoding="utf-8").strip()


DATA_DIR = Path(_read("NESTWERK_DATA_DIR", "var")).absolute()
SNAPSHOT_DIR = Path(_read("NESTWERK_SNAPSHOT_DIR", str(DATA_DIR / "snapshot"))).absolute()
BIND = _read("NESTWERK_BIND", "127.0.0.1:8000")
PUBLIC_URL = _read("NESTWERK_PUBLIC_URL", f"http://{BIND}").rstrip("/")
DEMO = _yes("NESTWERK_DEMO", "ja")
TILES_URL = _read("NESTWERK_TILES_URL")
NESTWERK_TILE_ORIGIN = "/".join(TILES_URL.split("/")[:3])
TILES_NOTICE = _read("NESTWERK_TILES_NOTICE")
CACHE_MB = int(_read("NESTWERK_CACHE_MB", "64"))
WORKERS = int(_read("NESTWERK_WORKERS", "0"))  # 0: one per processor

DEBUG = False
SECRET_KEY = _secret_key(DATA_DIR)
ALLOWED_HOSTS = _read("NESTWERK_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
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
