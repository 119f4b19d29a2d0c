"""Every setting of the product; each that a bureau may change is read from one variable."""

import secrets

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from yaohao.config import env, envfile
from yaohao.config.databases import database
from yaohao.ground.keys.once import make_once
from yaohao.stages.registers.rules.certificates import DEFAULT_PATTERN

envfile.load(envfile.home())

# --- where things lie -------------------------------------------------------------------------
# data/ is what a backup takes; keys/ is what it must never take.
YAOHAO_HOME = envfile.home()
BUILD = (envfile.CHECKOUT or YAOHAO_HOME) / "build"  # what can be made again
YAOHAO_DATA = YAOHAO_HOME / "data"
YAOHAO_KEYS = env.path("YAOHAO_KEYS", YAOHAO_HOME / "keys")
YAOHAO_FONTS = env.path("YAOHAO_FONTS", BUILD / "fonts")
YAOHAO_DATA.mkdir(parents=True, exist_ok=True)

# --- who we are -------------------------------------------------------------------------------
YAOHAO_ORIGIN = env.text("YAOHAO_ORIGIN", "yaohao.local/140700")  # name of the public ledger
YAOHAO_ADDRESS = env.text("YAOHAO_ADDRESS", "")  # public address printed in QR codes
YAOHAO_DEMO = env.flag("YAOHAO_DEMO", default=False)
YAOHAO_CERTIFICATE_PATTERN = env.text("YAOHAO_CERTIFICATE_PATTERN", DEFAULT_PATTERN)
YAOHAO_MAX_UPLOAD = env.integer("YAOHAO_MAX_UPLOAD", 32 * 1024 * 1024)  # bytes

# --- Django -----------------------------------------------------------------------------------
DEBUG = env.flag("YAOHAO_DEBUG", default=False)
make_once(YAOHAO_KEYS / "django.key", lambda: secrets.token_urlsafe(48).encode())
SECRET_KEY = (YAOHAO_KEYS / "django.key").read_text(encoding="ascii")
ALLOWED_HOSTS = env.words("YAOHAO_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
DATABASES = {"default": database(env.text("YAOHAO_DATABASE", "sqlite"), home=YAOHAO_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "yaohao.config.urls"
WSGI_APPLICATION = "yaohao.config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
    "csp",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "django_tasks",
    "django_tasks_db",
    "yaohao.ground.theme",
    "yaohao.ground.sheets",
    "yaohao.ground.calendars",
    "yaohao.ground.documents",
    "yaohao.ground.notices",
    "yaohao.ground.keys",
    "yaohao.ground.ledger",
    "yaohao.ground.audit",
    "yaohao.ground.accounts",
    "yaohao.ground.cosigning",
    "yaohao.stages.registers",
    "yaohao.stages.planning",
    "yaohao.stages.draw",
    "yaohao.stages.inspection",
    "yaohao.stages.followup",
    "yaohao.stages.publication",
    "yaohao.stages.credit",
    "yaohao.stages.oversight",
    "yaohao.surfaces.portal",
    "yaohao.surfaces.desk",
    "yaohao.config",
]

CSRF_FAILURE_VIEW = "yaohao.ground.theme.views.csrf_failure"
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "yaohao.ground.theme.middleware.RequestNumberMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "yaohao.ground.accounts.middleware.RightsMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "yaohao.config.menu.menu",
                "yaohao.surfaces.desk.context.bell",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "theme/table.html"

# --- signing in -------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "portal:home"
SESSION_COOKIE_AGE = 8 * 3600  # one working day
AXES_FAILURE_LIMIT = env.integer("YAOHAO_SIGN_IN_FAILURES", 5)  # GB/T 22239: lock after failures
AXES_COOLOFF_TIME = env.integer("YAOHAO_SIGN_IN_LOCK_MINUTES", 15) / 60  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_VERBOSE = False

# --- what a browser may do --------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
HTTPS = env.flag("YAOHAO_HTTPS", default=False)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = env.words("YAOHAO_TRUSTED_ORIGINS", [])
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024

# --- mail: notices leave the house only where a server is named ----------------------------------
EMAIL_HOST = env.text("YAOHAO_MAIL_HOST", "")
EMAIL_PORT = env.integer("YAOHAO_MAIL_PORT", 25)
EMAIL_HOST_USER = env.text("YAOHAO_MAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("YAOHAO_MAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("YAOHAO_MAIL_TLS", default=False)
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = env.text("YAOHAO_MAIL_FROM", "yaohao@localhost")

# --- language, time, static files, jobs, log ----------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("YAOHAO_TIME_ZONE", "Asia/Shanghai")
STATIC_URL = "static/"
STATIC_ROOT = env.path("YAOHAO_STATIC", BUILD / "static")
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = YAOHAO_DATA / "files"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.text("YAOHAO_LOG_LEVEL", "WARNING")},
}
