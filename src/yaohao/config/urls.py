"""The whole URL table: the portal at the root, everything else under its stage's name."""

from django.urls import include, path
from django.views.i18n import set_language

from yaohao.ground.accounts.rights import public

urlpatterns = [
    path("", include("yaohao.surfaces.portal.urls")),
    path("desk/", include("yaohao.surfaces.desk.urls")),
    path("accounts/", include("yaohao.ground.accounts.urls")),
    path("registers/", include("yaohao.stages.registers.urls")),
    path("planning/", include("yaohao.stages.planning.urls")),
    path("draw/", include("yaohao.stages.draw.urls")),
    path("publication/", include("yaohao.stages.publication.urls")),
    path("language/", public(set_language), name="set-language"),
]
