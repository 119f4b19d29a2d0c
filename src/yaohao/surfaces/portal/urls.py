"""Public addresses. They are printed and linked to from outside: none of them ever changes."""

from django.urls import path

from yaohao.surfaces.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("items/", views.items, name="items"),
    path("officers/", views.officers, name="officers"),
    path("objects/", views.objects, name="objects"),
    path("plan/", views.plans, name="plans"),
    path("plan/<int:year>/", views.plan, name="plan"),
    path("draws/", views.draws, name="draws"),
    path("draws/<slug:number>/", views.draw, name="draw"),
    path("draws/<slug:number>/record/", views.record, name="record"),
    path("draws/<slug:number>/verifier/", views.verifier_of, name="draw-verifier"),
    path("draws/<slug:number>/why/", views.ask, name="ask"),
    path("draws/<slug:number>/why/<str:object_id>/", views.why, name="why"),
    path("log/", views.log, name="log"),
    path("log/log.txt", views.log_file, name="log-file"),
    path("log/<int:index>/", views.entry, name="entry"),
    path("verifier/", views.verifier, name="verifier"),
    path("verifier/fairdraw.pyz", views.verifier_file, name="verifier-file"),
    path("about/", views.about, name="about"),
]
