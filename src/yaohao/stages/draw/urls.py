"""Addresses of the draw."""

from django.urls import include, path

from yaohao.stages.draw import views

app_name = "draw"

ROUND = [
    path("commit/", views.commit, name="commit"),
    path("bind/", views.bind, name="bind"),
    path("numbers/<int:seat>/open/", views.open_number, name="open-number"),
    path("dice/", views.dice, name="dice"),
    path("lottery/", views.lottery, name="lottery"),
    path("lottery/failed/", views.failure, name="failure"),
    path("drand/", views.drand, name="drand"),
    path("run/", views.run, name="run"),
    path("open/", views.open_envelopes, name="open"),
]
ENVELOPE = [
    path("show/", views.show, name="show"),
    path("proof/", views.proof, name="proof"),
    path("annul/", views.annul, name="annul"),
    path("postpone/", views.postpone, name="postpone"),
    path("substitute/", views.substitute, name="substitute"),
]
urlpatterns = [
    path("", views.draws, name="draws"),
    path("visits/", views.visits, name="visits"),
    path("prepare/<int:line>/", views.prepare, name="prepare"),
    path("screen-worker.js", views.screen_worker, name="screen-worker"),
    path("sessions/<str:number>/screen/", views.session_screen, name="session-screen"),
    path(
        "sessions/<str:number>/screen.json", views.session_screen_data, name="session-screen-data"
    ),
    path("<str:number>/", views.draw, name="draw"),
    path("<str:number>/screen/", views.draw_screen, name="screen"),
    path("<str:number>/screen.json", views.draw_screen_data, name="screen-data"),
    path("<str:number>/announce/", views.announce, name="announce"),
    path("<str:number>/shares/", views.shares, name="shares"),
    path("<str:number>/shares/restore/", views.restore, name="restore"),
    path("<str:number>/shares/<int:share>/", views.hand_share, name="share"),
    path("<str:number>/freeze/", views.freeze, name="freeze"),
    path("<str:number>/rehearse/", views.rehearse, name="rehearse"),
    path("<str:number>/probabilities/", views.probabilities, name="probabilities"),
    path("<str:number>/rounds/<int:round_number>/", include(ROUND)),
    path("<str:number>/opening/", views.opening, name="opening"),
    path("<str:number>/envelopes/", views.envelopes, name="envelopes"),
    path("<str:number>/envelopes/<int:round_number>/<int:position>/", include(ENVELOPE)),
    path("<str:number>/substitutes/<int:asked>/dice/", views.substitute_dice, name="fresh-dice"),
    path("<str:number>/substitutes/<int:asked>/drand/", views.substitute_drand, name="fresh-drand"),
    path("<str:number>/abort/", views.abort, name="abort"),
    path("<str:number>/reveal/", views.reveal, name="reveal"),
    path("<str:number>/record/", views.record, name="record"),
    path("<str:number>/verifier/", views.verifier, name="verifier"),
    path("<str:number>/table.<str:kind>", views.public_table, name="public-table"),
    path("<str:number>/minutes.pdf", views.minutes, name="minutes"),
    path("<str:number>/minutes.docx", views.minutes_copy, name="minutes-copy"),
]
