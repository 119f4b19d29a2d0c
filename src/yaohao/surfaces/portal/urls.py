"""Public addresses. They are printed and linked to from outside: none of them ever changes."""

from django.urls import path

from yaohao.surfaces.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("items/", views.items, name="items"),
    path("items/changes/", views.item_changes, name="item-changes"),
    path("items/changes.atom", views.item_feed, name="item-feed"),
    path("items/<str:code>/", views.item, name="item"),
    path("officers/", views.officers, name="officers"),
    path("experts/", views.experts, name="experts"),
    path("objects/", views.objects, name="objects"),
    path("objects/editions/", views.editions, name="editions"),
    path("objects/editions/<int:year>/", views.edition, name="edition"),
    path("objects/editions/<int:year>/lines.txt", views.edition_lines, name="edition-lines"),
    path("register/", views.register, name="register"),
    path("register/<int:index>/", views.register_root, name="register-root"),
    path("register/<int:index>/lines.txt", views.register_lines, name="register-lines"),
    path("plan/", views.newest, {"kind": "plan"}, name="plans"),
    path("plan/<int:year>/", views.yearly, {"kind": "plan"}, name="plan"),
    path("results/", views.newest, {"kind": "results"}, name="results-newest"),
    path("results/<int:year>/", views.yearly, {"kind": "results"}, name="results"),
    path("circulars/", views.newest, {"kind": "circulars"}, name="circulars-newest"),
    path("circulars/<int:year>/", views.yearly, {"kind": "circulars"}, name="circulars"),
    path("penalties/", views.newest, {"kind": "penalties"}, name="penalties-newest"),
    path("penalties/<int:year>/", views.yearly, {"kind": "penalties"}, name="penalties"),
    path("enterprises/<str:object_id>/", views.enterprise, name="enterprise"),
    path("draws/", views.draws, name="draws"),
    path("draws/<slug:number>/", views.draw, name="draw"),
    path("draws/<slug:number>/record/", views.record, name="record"),
    path("draws/<slug:number>/verifier/", views.verifier_of, name="draw-verifier"),
    path("draws/<slug:number>/verify/", views.verify_draw, name="verify-draw"),
    path(
        "draws/<slug:number>/probabilities.<slug:kind>", views.probabilities, name="probabilities"
    ),
    path("draws/<slug:number>/why/", views.ask, name="ask"),
    path("draws/<slug:number>/why/<str:object_id>/", views.why, name="why"),
    path("log/", views.log, name="log"),
    path("log/log.txt", views.log_file, name="log-file"),
    path("log/checkpoint", views.checkpoint, name="checkpoint"),
    path("log/cosigners/", views.cosigners, name="cosigners"),
    path("log/<int:index>/", views.entry, name="entry"),
    path("verifier/", views.verifier, name="verifier"),
    path("verifier/page/", views.verify_page, name="verify-page"),
    path("verifier/fairdraw.pyz", views.verifier_file, name="verifier-file"),
    path("about/", views.about, name="about"),
]
