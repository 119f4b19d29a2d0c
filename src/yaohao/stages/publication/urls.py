"""Addresses of publication."""

from django.urls import path

from yaohao.stages.publication import views

app_name = "publication"
urlpatterns = [
    path("", views.snapshots, name="snapshots"),
    path("<slug:kind>/", views.preview, name="preview"),
    path("<slug:kind>/publish/", views.publish, name="publish"),
    path("<slug:kind>/<int:year>/", views.preview, name="preview-plan"),
    path("<slug:kind>/<int:year>/publish/", views.publish, name="publish-plan"),
    path("versions/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
