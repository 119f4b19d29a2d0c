"""Addresses of the accounts."""

from django.urls import path

from yaohao.ground.accounts.views import bureaus, delegations, oneself, people, signing, tokens

app_name = "accounts"
urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign-in"),
    path("sign-out/", signing.sign_out, name="sign-out"),
    path("password/", oneself.password, name="password"),
    path("language/", oneself.language, name="language"),
    path("address/", oneself.address, name="address"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="new-person"),
    path("person/<str:username>/", people.person, name="person"),
    path("person/<str:username>/grant/", people.grant, name="grant"),
    path("person/<str:username>/revoke/", people.revoke, name="revoke"),
    path("person/<str:username>/deactivate/", people.deactivate, name="deactivate"),
    path("person/<str:username>/reactivate/", people.reactivate, name="reactivate"),
    path("person/<str:username>/code/", people.renew_code, name="renew-code"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/new/", tokens.new_token, name="new-token"),
    path("tokens/<int:pk>/revoke/", tokens.revoke_token, name="revoke-token"),
    path("delegations/", delegations.delegations, name="delegations"),
    path("delegations/<int:pk>/revoke/", delegations.revoke_delegation, name="revoke-delegation"),
    path("bureaus/", bureaus.bureaus, name="bureaus"),
    path("bureaus/new/", bureaus.new_bureau, name="new-bureau"),
    path("bureaus/<str:code>/former-name/", bureaus.former_name, name="former-name"),
    path("bureaus/<str:code>/sections/", bureaus.add_section, name="add-section"),
]
