"""Addresses of the desk."""

from django.urls import path

from yaohao.surfaces.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("notices/", views.notices, name="notices"),
    path("year/", views.year_board, name="year"),
    path("year/chase/", views.year_chase, name="year-chase"),
    path("cards/", views.cards, name="cards"),
    path("cards/approve/", views.card_approve, name="card-approve"),
    path("cards/later/", views.card_later, name="card-later"),
    path("cards/return/", views.card_return, name="card-return"),
    path("dossiers/", views.dossiers, name="dossiers"),
    path("dossiers/<str:object_id>/", views.dossier_page, name="dossier"),
    path("mergers/", views.mergers, name="mergers"),
    path("mergers/<int:pk>/", views.merger, name="merger"),
    path("mergers/<int:pk>/confirm/", views.merger_confirm, name="merger-confirm"),
    path("mergers/<int:pk>/withdraw/", views.merger_withdraw, name="merger-withdraw"),
    path("handover/", views.handovers, name="handovers"),
    path("handover/<int:officer>/", views.handover, name="handover"),
    path("handover/<int:officer>/<int:member>/", views.hand_over, name="hand-over"),
]
