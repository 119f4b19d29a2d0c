"""Addresses of the stage."""

app_name = "planning"
urlpatterns = []
