"""The API: gathers the stages' routers, describes them, and answers what they refuse."""

from django.urls import path

from yaohao.config.api.gathering import patterns
from yaohao.config.api.pages import openapi, page

app_name = "api"
urlpatterns = [
    path("", page, name="page"),
    path("openapi.json", openapi, name="openapi"),
    *patterns(),
]
