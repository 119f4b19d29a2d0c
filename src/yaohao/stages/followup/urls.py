"""Addresses of what follows an inspection."""

from django.urls import path

from yaohao.stages.followup import views

app_name = "followup"
urlpatterns = [
    path("orders/", views.orders, name="orders"),
    path("orders/add/<int:inspection>/", views.order_add, name="order-add"),
    path("orders/<int:pk>/", views.order, name="order"),
    path("orders/<int:pk>/recheck/", views.recheck, name="recheck"),
    path("orders/<int:pk>/papers/<int:paper>.<slug:suffix>", views.order_paper, name="order-paper"),
    path("orders/<int:pk>/acts/<slug:act>/", views.order_act, name="order-act"),
    path("orders/before/<int:pk>/", views.past_order, name="past-order"),
    path("orders/before/<int:pk>/recheck/", views.past_recheck, name="past-recheck"),
    path(
        "orders/before/<int:pk>/papers/<int:paper>.<slug:suffix>",
        views.past_paper,
        name="past-paper",
    ),
    path("cases/", views.cases, name="cases"),
    path("cases/add/<int:inspection>/", views.case_add, name="case-add"),
    path("cases/<int:pk>/", views.case, name="case"),
    path("cases/<int:pk>/acts/<slug:act>/", views.case_act, name="case-act"),
    path("circulars/", views.circulars, name="circulars"),
    path("circulars/draft/<str:number>/", views.circular_draft, name="circular-draft"),
    path("circulars/<str:number>/", views.circular, name="circular"),
    path(
        "circulars/<str:number>/papers/<int:paper>.<slug:suffix>",
        views.circular_paper,
        name="circular-paper",
    ),
    path("circulars/<str:number>/acts/<slug:act>/", views.circular_act, name="circular-act"),
]
