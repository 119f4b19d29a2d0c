"""The public pages."""

from yaohao.surfaces.portal.views.chances import probabilities
from yaohao.surfaces.portal.views.cosigning import checkpoint, cosigners
from yaohao.surfaces.portal.views.draws import draw, draws, record, verifier_of
from yaohao.surfaces.portal.views.editions import edition, edition_lines, editions
from yaohao.surfaces.portal.views.enterprise import enterprise
from yaohao.surfaces.portal.views.home import about, home
from yaohao.surfaces.portal.views.items import item, item_changes, item_feed
from yaohao.surfaces.portal.views.log import entry, log, log_file
from yaohao.surfaces.portal.views.register import register, register_lines, register_root
from yaohao.surfaces.portal.views.tables import experts, items, newest, objects, officers, yearly
from yaohao.surfaces.portal.views.verifier import verifier, verifier_file
from yaohao.surfaces.portal.views.verifying import verify_draw, verify_page
from yaohao.surfaces.portal.views.why import ask, why

__all__ = [
    "about",
    "ask",
    "checkpoint",
    "cosigners",
    "draw",
    "draws",
    "edition",
    "edition_lines",
    "editions",
    "enterprise",
    "entry",
    "experts",
    "home",
    "item",
    "item_changes",
    "item_feed",
    "items",
    "log",
    "log_file",
    "newest",
    "objects",
    "officers",
    "probabilities",
    "record",
    "register",
    "register_lines",
    "register_root",
    "verifier",
    "verifier_file",
    "verifier_of",
    "verify_draw",
    "verify_page",
    "why",
    "yearly",
]
