"""The pages of `pages.py` at their own addresses, with the real settings otherwise."""

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings

NEEDED = [
    "yaohao.ground.theme.middleware.RequestNumberMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]


@pytest.fixture
def browser() -> Iterator[Client]:
    with override_settings(
        ROOT_URLCONF="tests.ground.theme.pages",
        MIDDLEWARE=NEEDED,
        TEMPLATES=TEMPLATES,
        SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
        CSRF_FAILURE_VIEW="yaohao.ground.theme.views.csrf_failure",
    ):
        yield Client(raise_request_exception=False, enforce_csrf_checks=True)
