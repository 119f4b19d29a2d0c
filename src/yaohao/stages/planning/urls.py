"""Addresses of the annual plan."""

from django.urls import path

from yaohao.stages.planning import views

app_name = "planning"
urlpatterns = [
    path("", views.lines, name="lines"),
    path("caps/", views.caps, name="caps"),
    path("cycles/", views.cycles, name="cycles"),
    path("cycles/open/", views.cycle_open, name="cycle-open"),
    path("cycles/<int:pk>/", views.cycle, name="cycle"),
    path("cycles/<int:pk>/remove/", views.cycle_remove, name="cycle-remove"),
    path("organs/", views.organs, name="organs"),
    path("organs/add/", views.organ_add, name="organ-add"),
    path("organs/<int:pk>/end/", views.organ_end, name="organ-end"),
    path("overlaps/", views.overlaps, name="overlaps"),
    path("unused/", views.unused, name="unused"),
    path("scenarios/", views.scenarios, name="scenarios"),
    path("scenarios/compared/", views.scenarios_compared, name="scenarios-compared"),
    path("scenarios/<int:pk>/", views.scenario, name="scenario"),
    path("scenarios/<int:pk>/again/", views.scenario_again, name="scenario-again"),
    path("scenarios/<int:pk>/remove/", views.scenario_remove, name="scenario-remove"),
    path("<int:year>/simulate/", views.scenario_new, name="scenario-new"),
    path("caps/<int:pk>/", views.cap_set, name="cap-set"),
    path("<int:year>/add/", views.add, name="line-add"),
    path("<int:year>/copy/", views.copy, name="copy"),
    path("<int:year>/preview/", views.preview, name="preview"),
    path("<int:year>/file/", views.file, name="file"),
    path("<int:year>/submit/", views.submit_all, name="submit-all"),
    path("<int:year>/approve/", views.approve_all, name="approve-all"),
    path("lines/<int:pk>/", views.line, name="line"),
    path("lines/<int:pk>/edit/", views.edit, name="line-edit"),
    path("lines/<int:pk>/submit/", views.submit, name="submit"),
    path("lines/<int:pk>/approve/", views.approve, name="approve"),
    path("lines/<int:pk>/return/", views.return_, name="return"),
    path("lines/<int:pk>/opinion/", views.opine, name="opine"),
    path("lines/<int:pk>/resolution/", views.resolve, name="resolve"),
    path("lines/<int:pk>/recall/", views.recall, name="recall"),
    path("lines/<int:pk>/amend/", views.amend, name="amend"),
    path("lines/<int:pk>/remove/", views.remove, name="remove"),
]
