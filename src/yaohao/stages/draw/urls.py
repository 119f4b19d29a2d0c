"""Addresses of the draw."""

from django.urls import path

from yaohao.stages.draw import views

app_name = "draw"
urlpatterns = [
    path("", views.draws, name="draws"),
    path("visits/", views.visits, name="visits"),
    path("prepare/<int:line>/", views.prepare, name="prepare"),
    path("<str:number>/", views.draw, name="draw"),
    path("<str:number>/announce/", views.announce, name="announce"),
    path("<str:number>/freeze/", views.freeze, name="freeze"),
    path("<str:number>/commit/", views.commit, name="commit"),
    path("<str:number>/bind/", views.bind, name="bind"),
    path("<str:number>/numbers/<int:seat>/open/", views.open_number, name="open-number"),
    path("<str:number>/dice/", views.dice, name="dice"),
    path("<str:number>/run/", views.run, name="run"),
    path("<str:number>/open/", views.open_envelopes, name="open"),
    path("<str:number>/envelopes/<int:position>/show/", views.show, name="show"),
    path("<str:number>/envelopes/<int:position>/proof/", views.proof, name="proof"),
    path("<str:number>/envelopes/", views.envelopes, name="envelopes"),
    path("<str:number>/envelopes/<int:position>/annul/", views.annul, name="annul"),
    path("<str:number>/envelopes/<int:position>/postpone/", views.postpone, name="postpone"),
    path("<str:number>/envelopes/<int:position>/substitute/", views.substitute, name="substitute"),
    path("<str:number>/substitutes/<int:asked>/dice/", views.substitute_dice, name="fresh-dice"),
    path("<str:number>/abort/", views.abort, name="abort"),
    path("<str:number>/reveal/", views.reveal, name="reveal"),
    path("<str:number>/record/", views.record, name="record"),
    path("<str:number>/verifier/", views.verifier, name="verifier"),
    path("<str:number>/table.<str:kind>", views.public_table, name="public-table"),
    path("<str:number>/minutes.pdf", views.minutes, name="minutes"),
    path("<str:number>/minutes.docx", views.minutes_copy, name="minutes-copy"),
]
