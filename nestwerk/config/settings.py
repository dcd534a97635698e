"""Settings from the environment only. Each variable is explained in ``docs/betrieb/einstellungen.md``.

No network, no database, no logic beyond reading: importable while nothing runs. Mistakes of an
operator raise Refused, with all of them in one line, which every command shows instead of a traceback.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from nestwerk.config.databases import URLS, database_settings
from nestwerk.config.variables import Variables
from nestwerk.networks.rights import ROLES


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
AUDIT_HEADS = Path(read.text("NESTWERK_AUDIT_HEADS") or DATA_DIR / "audit-heads").absolute()
DELETIONS = AUDIT_HEADS.with_name("deletions")  # as safe as the heads are
BIND = read.text("NESTWERK_BIND", "127.0.0.1:8000")
PUBLIC_URL = read.text("NESTWERK_PUBLIC_URL", f"http://{BIND}").rstrip("/")
DEMO = read.yes("NESTWERK_DEMO", "ja")
TILES_URL = read.tiles("NESTWERK_TILES_URL")
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
    "nestwerk.workspace",
    "nestwerk.publishing",
    "nestwerk.finder",
    "nestwerk.catalogue",
    "nestwerk.offers",
    "nestwerk.partners",
    "nestwerk.networks",
    "nestwerk.taxonomy",
    "nestwerk.accounts",
    "nestwerk.audit",
    "nestwerk.jobs",
    "nestwerk.common",
    "procrastinate.contrib.django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
]

# What knows who asks stands around private addresses only: see ``accounts.middleware`` and ``common.doors``.
MIDDLEWARE = [
    "nestwerk.common.headers.security_headers",
    "django.middleware.common.CommonMiddleware",
    "nestwerk.accounts.middleware.SignedIn",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "nestwerk.networks.middleware.TenantMiddleware",
]

ROOT_URLCONF = "nestwerk.config.urls"
WSGI_APPLICATION = "nestwerk.config.wsgi.application"
APPEND_SLASH = False
CSRF_FAILURE_VIEW = "nestwerk.finder.fallback.forbidden"

read.unfold(*URLS)
read.refuse_mistakes()  # what follows needs the data folder
DATABASES = database_settings(DATA_DIR)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "public",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "nestwerk.finder.environment.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "workspace",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nestwerk.workspace.frame.frame",
            ]
        },
    },
]

LANGUAGE_CODE = "de"
USE_I18N = True  # for the parts others wrote; the public site has its own texts, by address
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["nestwerk.accounts.backends.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"nestwerk.accounts.passwords.{rule}"}
    for rule in ("LongEnough", "NotTooLong", "NotWellKnown", "NotLikeYou")
]
PASSWORD_RESET_TIMEOUT = 4 * 3600  # the mail says so
LOGIN_URL = "/konto/anmelden/"
LOGIN_REDIRECT_URL = "/konto/rollen/"
LOGOUT_REDIRECT_URL = "/konto/abgemeldet/"
SECOND_FACTOR_ROLES = read.words("NESTWERK_SECOND_FACTOR_ROLES", "coordinator operator land", among=ROLES)
IDLE_MINUTES = read.number("NESTWERK_IDLE_MINUTES", "30", least=1, most=720)
SESSION_HOURS = read.number("NESTWERK_SESSION_HOURS", "12", least=1, most=24)
INVITATION_DAYS = read.number("NESTWERK_INVITATION_DAYS", "7", least=1, most=7)

HTTPS = PUBLIC_URL.startswith("https:")
SESSION_COOKIE_NAME = "__Host-sitzung" if HTTPS else "sitzung"
CSRF_COOKIE_NAME = "__Host-formular" if HTTPS else "formular"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # a county's own sign-in sends people back to us
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_AGE = None  # goes when the browser closes, as the privacy notice says
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if HTTPS else []
if read.number("NESTWERK_PROXIES", "0", most=5):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

ACCOUNT_ADAPTER = "nestwerk.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_RATE_LIMITS = {  # see ``accounts.limits``: key is the account at one network address, or the account alone
    "login": "60/m/ip", "login_failed": "20/m/ip,5/5m/key", "login_elsewhere": "50/h/key",
    "reset_password": "10/m/ip,3/10m/key", "reauthenticate": "10/m/user", "change_password": "5/m/user",
    "invitation": "60/m/ip",  # links that open nothing
}  # fmt: skip
_FORMS = "nestwerk.accounts.forms"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.SignIn", "change_password": f"{_FORMS}.ChangePassword",
    "set_password": f"{_FORMS}.SetPassword", "reset_password": f"{_FORMS}.AskForReset",
    "reset_password_from_key": f"{_FORMS}.NewPassword", "reauthenticate": f"{_FORMS}.ConfirmByPassword",
}  # fmt: skip
MFA_FORMS = {
    "authenticate": f"{_FORMS}.SecondStep", "reauthenticate": f"{_FORMS}.ConfirmByCode",
    "activate_totp": f"{_FORMS}.AddApp", "add_webauthn": f"{_FORMS}.AddPasskey",
    "edit_webauthn": f"{_FORMS}.RenamePasskey", "login_webauthn": f"{_FORMS}.EnterByPasskey",
    "authenticate_webauthn": f"{_FORMS}.SecondStepByPasskey",
    "reauthenticate_webauthn": f"{_FORMS}.ConfirmByPasskey",
}  # fmt: skip
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}
USERSESSIONS_ADAPTER = "nestwerk.accounts.adapter.SessionsAdapter"
ALLAUTH_TRUSTED_PROXY_COUNT = read.number("NESTWERK_PROXIES", "0", most=5)
MFA_ADAPTER = "nestwerk.accounts.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Nestwerk"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS and PUBLIC_URL.split("//")[-1].split(":")[0] in (
    "localhost",
    "127.0.0.1",
)
SOCIALACCOUNT_ADAPTER = "nestwerk.accounts.adapter.CountyAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: a form may not lead to a foreign address (form-action 'self')
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
OIDC_URL = read.text("NESTWERK_OIDC_URL")
OIDC_NAME = read.text("NESTWERK_OIDC_NAME", "Anmeldung der Verwaltung")
OIDC_SECOND_FACTOR = read.yes("NESTWERK_OIDC_SECOND_FACTOR", "nein")
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "verwaltung",
                "name": OIDC_NAME,
                "client_id": read.text("NESTWERK_OIDC_CLIENT_ID"),
                "secret": read.text("NESTWERK_OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_URL},
            }
        ]
        if OIDC_URL
        else [],
    }
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "accounts_limits",
                "TIMEOUT": 3600, "OPTIONS": {"MAX_ENTRIES": 50_000}}
}  # fmt: skip

EMAIL_HOST = read.text("NESTWERK_SMTP_HOST")  # empty: mails wait until there is one
EMAIL_PORT = read.number("NESTWERK_SMTP_PORT", "587", most=65535)
EMAIL_HOST_USER = read.text("NESTWERK_SMTP_USER")
EMAIL_HOST_PASSWORD = read.text("NESTWERK_SMTP_PASSWORD")
EMAIL_USE_TLS = read.yes("NESTWERK_SMTP_STARTTLS", "ja")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = read.text("NESTWERK_MAIL_FROM", "nestwerk@localhost")

DATA_LICENCE = read.one_of(  # of networks that have not chosen one themselves
    "NESTWERK_DATA_LICENCE", ("dl-zero-de-2.0", "dl-by-de-2.0", "cc-by-4.0", "cc-zero")
)

LINK_CHECK = read.yes("NESTWERK_LINK_CHECK", "ja")

FORM_RENDERER = "nestwerk.common.ui.forms.Renderer"
STATIC_URL = "/static/"
# Leaflet comes with django-leaflet; its files are served only where the operator has tiles. Nothing else of it runs.
STATICFILES_DIRS = [installed("leaflet") / "static"] if TILES_URL else []
STORAGES = {"staticfiles": {"BACKEND": "nestwerk.config.serve_static.HashedStaticStorage"}}

FILE_UPLOAD_HANDLERS = ["nestwerk.common.uploads.OnlyWhereAsked"]

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

read.refuse_mistakes()
