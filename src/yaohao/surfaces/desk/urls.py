"""Addresses of the desk."""

from django.urls import path

from yaohao.surfaces.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("notices/", views.notices, name="notices"),
]
