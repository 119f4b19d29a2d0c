"""Addresses of the cosigners; `signatures/` is public and stands in the witnesses' own timers."""

from django.urls import path

from yaohao.ground.cosigning import views

app_name = "cosigning"
urlpatterns = [
    path("", views.cosigners, name="cosigners"),
    path("propose/", views.propose, name="propose"),
    path("<int:pk>/end/", views.end, name="end"),
    path("proposals/<int:pk>/confirm/", views.confirm, name="confirm"),
    path("proposals/<int:pk>/decline/", views.decline, name="decline"),
    path("hand-in/", views.hand_in, name="hand-in"),
    path("signatures/", views.signatures, name="signatures"),
]
