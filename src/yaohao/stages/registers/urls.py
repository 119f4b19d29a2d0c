"""Addresses of the registers."""

from django.urls import path

from yaohao.stages.registers import views

app_name = "registers"
urlpatterns = [
    path("objects/", views.objects, name="objects"),
    path("objects/export/", views.export_objects, name="objects-export"),
    path("objects/duplicates/", views.duplicates, name="duplicates"),
    path("objects/duplicates/decide/", views.decide_duplicate, name="duplicate-decide"),
    path("objects/changes/", views.changes, name="changes"),
    path("objects/add/", views.add_object, name="object-add"),
    path("objects/<int:pk>/", views.object_page, name="object"),
    path("objects/<int:pk>/edit/", views.edit_object, name="object-edit"),
    path("objects/<int:pk>/end/", views.end_object, name="object-end"),
    path("objects/<int:pk>/resume/", views.resume_object, name="object-resume"),
    path("officers/", views.officers, name="officers"),
    path("officers/export/", views.export_officers, name="officers-export"),
    path("officers/add/", views.add_officer, name="officer-add"),
    path("officers/<int:pk>/", views.officer_page, name="officer"),
    path("officers/<int:pk>/edit/", views.edit_officer, name="officer-edit"),
    path("officers/<int:pk>/recusal/", views.declare_recusal, name="recusal-add"),
    path("officers/<int:pk>/leave/", views.record_leave, name="leave-add"),
    path("officers/<int:pk>/retire/", views.retire_officer, name="officer-retire"),
    path("leaves/<int:pk>/withdraw/", views.withdraw_leave, name="leave-withdraw"),
    path("mine/", views.mine, name="mine"),
    path("recusals/<int:pk>/lift/", views.lift_recusal, name="recusal-lift"),
    path("items/", views.items, name="items"),
    path("items/export/", views.export_items, name="items-export"),
    path("items/add/", views.add_item, name="item-add"),
    path("items/<int:pk>/", views.item_page, name="item"),
    path("items/<int:pk>/edit/", views.edit_item, name="item-edit"),
    path("<str:kind>/import/", views.upload, name="import"),
    path("<str:kind>/import/template/", views.template, name="import-template"),
    path("imports/<int:pk>/", views.run_page, name="import-run"),
    path("imports/<int:pk>/confirm/", views.confirm, name="import-confirm"),
    path("imports/<int:pk>/recheck/", views.recheck, name="import-recheck"),
    path("imports/<int:pk>/drop/", views.drop, name="import-drop"),
    path("imports/<int:pk>/undo/", views.undo, name="import-undo"),
    path("imports/<int:pk>/errors/", views.wrong_rows, name="import-errors"),
]
