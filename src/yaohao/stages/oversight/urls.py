"""Addresses of oversight."""

from django.urls import path

from yaohao.stages.oversight import views

app_name = "oversight"
urlpatterns = [
    path("tasks/", views.tasks, name="tasks"),
    path("tasks/<str:number>/", views.task, name="task"),
    path("tasks/<str:number>/evidence/", views.evidence, name="evidence"),
    path("exceptions/", views.exceptions, name="exceptions"),
    path("statistics/", views.statistics, name="statistics"),
    path("statistics/completion/", views.completion, name="completion"),
    path("statistics/coverage/", views.coverage_map, name="coverage"),
    path("statistics/load/", views.load, name="load"),
    path("fairness/", views.fairness, name="fairness"),
    path("complaints/", views.complaints, name="complaints"),
    path("complaints/add/", views.add, name="complaint-add"),
    path("complaints/<int:pk>/", views.complaint, name="complaint"),
    path("complaints/<int:pk>/<slug:act>/", views.complaint_act, name="complaint-act"),
]
