"""Addresses of inspections."""

from django.urls import path

from yaohao.stages.inspection import views

app_name = "inspection"
urlpatterns = [
    path("", views.inspections, name="inspections"),
    path("begin/<str:number>/<int:round_number>/<int:position>/", views.begin, name="begin"),
    path("for-cause/", views.cause_add, name="cause-add"),
    path("tasks/<str:number>/", views.task, name="task"),
    path("summaries/", views.summaries, name="summaries"),
    path("summaries/<int:pk>/deliver/", views.deliver, name="deliver"),
    path(
        "summaries/<int:pk>/papers/<int:paper>.<slug:suffix>",
        views.summary_paper,
        name="summary-paper",
    ),
    path("recusals/<int:pk>/", views.recusal, name="recusal"),
    path("recusals/<int:pk>/decide/", views.recusal_decide, name="recusal-decide"),
    path("recusals/<int:pk>/name/", views.recusal_name, name="recusal-name"),
    path("recusals/<int:pk>/draw-again/", views.recusal_draw_again, name="recusal-draw-again"),
    path("<int:pk>/recusals/add/", views.recusal_add, name="recusal-add"),
    path("<int:pk>/", views.inspection, name="inspection"),
    path("<int:pk>/scheme/", views.scheme, name="scheme"),
    path("<int:pk>/visit/", views.visit, name="visit"),
    path("<int:pk>/signatures/", views.signatures, name="signatures"),
    path("<int:pk>/report/", views.report, name="report"),
    path("<int:pk>/photos/<str:digest>/", views.photo, name="photo"),
    path("<int:pk>/papers/<int:paper>.<slug:suffix>", views.paper, name="paper"),
    path("<int:pk>/acts/<slug:act>/", views.act, name="act"),
]
