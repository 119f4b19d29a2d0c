from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Carries the commands that know the whole house."""

    name = "yaohao.config"
    label = "config"
