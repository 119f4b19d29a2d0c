from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CosigningConfig(AppConfig):
    name = "yaohao.ground.cosigning"
    label = "cosigning"
    verbose_name = _("Cosigning")
