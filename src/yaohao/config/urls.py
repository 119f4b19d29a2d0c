"""The whole URL table: the portal at the root, everything else under its stage's name."""

from django.urls import include, path

from yaohao.ground.accounts.rights import public
from yaohao.ground.theme import views as theme_views

urlpatterns = [
    path("", include("yaohao.surfaces.portal.urls")),
    path("api/", include("yaohao.config.api")),
    path("desk/", include("yaohao.surfaces.desk.urls")),
    path("accounts/", include("yaohao.ground.accounts.urls")),
    path("cosigning/", include("yaohao.ground.cosigning.urls")),
    path("registers/", include("yaohao.stages.registers.urls")),
    path("planning/", include("yaohao.stages.planning.urls")),
    path("draw/", include("yaohao.stages.draw.urls")),
    path("inspection/", include("yaohao.stages.inspection.urls")),
    path("followup/", include("yaohao.stages.followup.urls")),
    path("credit/", include("yaohao.stages.credit.urls")),
    path("oversight/", include("yaohao.stages.oversight.urls")),
    path("publication/", include("yaohao.stages.publication.urls")),
    path("display/", public(theme_views.display), name="display"),
]

handler400 = "yaohao.config.faults.bad_request"
handler403 = "yaohao.config.faults.permission_denied"
handler404 = "yaohao.config.faults.page_not_found"
handler500 = "yaohao.config.faults.server_error"
