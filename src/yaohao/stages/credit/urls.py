"""Addresses of credit."""

from django.urls import path

from yaohao.stages.credit import views

app_name = "credit"
urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("collect/", views.collect, name="collect"),
    path("check/", views.check, name="check"),
    path("export/", views.export, name="export"),
    path("dispatches/<int:pk>/", views.dispatch, name="dispatch"),
    path("dispatches/<int:pk>/retry/", views.retry, name="retry"),
    path("batches/", views.batches, name="batches"),
    path("batches/<int:pk>/file/", views.batch_file, name="batch-file"),
    path("receipts/", views.receipts, name="receipts"),
    path("grades/", views.grades, name="grades"),
    path("grades/propose/", views.propose, name="propose"),
    path("grades/<int:pk>/decide/", views.decide, name="decide"),
]
