"""Addresses of the draw."""

from django.urls import include, path

from yaohao.stages.draw import views
from yaohao.stages.draw.views import hall, sessions

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
HALL = [
    path("join/<str:code>/", hall.join, name="hall-join"),
    path("resume/<str:code>/", hall.resume, name="hall-resume"),
    path("<str:number>/<int:seat>/", hall.seat, name="seat"),
    path("<str:number>/<int:seat>/watch/", hall.watch, name="seat-watch"),
    path("<str:number>/<int:seat>/objection/", hall.raise_objection, name="seat-objection"),
    path("<str:number>/<int:seat>/sign/", hall.sign, name="seat-sign"),
    path("<str:number>/<int:seat>/<str:draw>/compare/", hall.compare, name="seat-compare"),
    path("<str:number>/<int:seat>/<str:draw>/commit/", hall.commit_own, name="seat-commit"),
    path("<str:number>/<int:seat>/<str:draw>/open/", hall.open_own, name="seat-open"),
    path("<str:number>/<int:seat>/<str:draw>/start/", hall.press, name="seat-start"),
]
SESSIONS = [
    path("", sessions.sessions, name="sessions"),
    path("new/", sessions.new_session, name="new-session"),
    path("<str:number>/", sessions.session, name="session"),
    path("<str:number>/code/", sessions.session_code, name="session-code"),
    path("<str:number>/add/", sessions.add_draw, name="add-draw"),
    path("<str:number>/close/", sessions.close_session, name="close-session"),
    path("<str:number>/draws/<str:draw>/check/", sessions.session_check, name="session-check"),
    path("<str:number>/seats/<int:seat>/release/", sessions.release_seat, name="release-seat"),
    path("<str:number>/seats/<int:seat>/withdraw/", sessions.withdraw_seat, name="withdraw-seat"),
    path(
        "<str:number>/objections/<int:objection>/answer/",
        sessions.answer_objection,
        name="answer-objection",
    ),
    path("<str:number>/minutes.pdf", sessions.minutes, name="session-minutes"),
    path("<str:number>/minutes.docx", sessions.minutes_copy, name="session-minutes-copy"),
    path("<str:number>/signatures/<int:testimony>.svg", sessions.signature, name="signature"),
    path("<str:number>/screen/", views.session_screen, name="session-screen"),
    path("<str:number>/screen.json", views.session_screen_data, name="session-screen-data"),
]
urlpatterns = [
    path("", views.draws, name="draws"),
    path("visits/", views.visits, name="visits"),
    path("prepare/<int:line>/", views.prepare, name="prepare"),
    path("screen-worker.js", views.screen_worker, name="screen-worker"),
    path("sessions/", include(SESSIONS)),
    path("hall/", include(HALL)),
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
