"""Addresses of publication."""

from django.urls import path

from yaohao.stages.publication import views

app_name = "publication"
urlpatterns = [
    path("", views.snapshots, name="snapshots"),
    path("proposals/<int:pk>/", views.proposal, name="proposal"),
    path("proposals/<int:pk>/<slug:act>/", views.decide, name="decide"),
    path("fields/<int:pk>/open/", views.open_field, name="open-field"),
    path("papers/<str:number>/<int:paper>.<slug:suffix>", views.paper, name="paper"),
    path("versions/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<slug:kind>/", views.preview, name="preview"),
    path("<slug:kind>/propose/", views.propose, name="propose"),
    path("<slug:kind>/redact/", views.redact, name="redact"),
    path("<slug:kind>/<int:year>/", views.preview, name="preview-year"),
    path("<slug:kind>/<int:year>/propose/", views.propose, name="propose-year"),
    path("<slug:kind>/<int:year>/redact/", views.redact, name="redact-year"),
]
