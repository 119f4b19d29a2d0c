"""Addresses of what is watched."""

from django.urls import NoReverseMatch, reverse


def page(name: str, *arguments: object) -> str:
    """The address of a page, empty where its stage shows none."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
