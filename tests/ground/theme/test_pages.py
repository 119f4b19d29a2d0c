"""List, record and portal page as a browser gets them."""

import re

import pytest
from django.test import Client

from tests.ground.theme.pages import DIGEST

PAGES = ["/list/", "/list/?rows=0", "/record/1/", "/public/", "/nothing/", "/broken/"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_inline_script_or_style_and_nothing_from_elsewhere(
    browser: Client, path: str, language: str
) -> None:
    html = browser.get(path, headers={"accept-language": language}).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', html)
    assert f'<html lang="{language}"' in html


def test_list_has_filter_sentence_exports_and_pages(browser: Client) -> None:
    html = browser.get("/list/?page=2&county=140702").content.decode()
    assert "共 1,286 户，符合条件 60 户。" in html
    assert 'href="?format=xlsx" data-export' in html
    assert "第 2 页，共 3 页" in html
    assert 'href="?page=3&amp;county=140702"' in html
    assert html.count("<tr ") == 20
    assert 'value="140702" selected' in html


def test_list_without_rows_says_so(browser: Client) -> None:
    html = browser.get("/list/?rows=0").content.decode()
    assert "没有符合条件的记录" in html
    assert "<table" not in html


def test_messages_are_escaped_and_spoken(browser: Client) -> None:
    html = browser.get("/list/").content.decode()
    assert "&lt;b&gt;第 3 行&lt;/b&gt;" in html
    assert 'class="alert alert-danger" role="alert"' in html
    assert 'class="alert alert-success" role="status"' in html


def test_record_has_state_facts_and_timeline(browser: Client) -> None:
    html = browser.get("/record/1/").content.decode()
    assert 'class="step-current" aria-current="step"' in html
    assert "在此终止" in html
    assert f'data-copy="{DIGEST}"' in html
    assert '<a href="/plan/17/">第17项</a>' in html
    assert (
        '<time datetime="2026-11-25T04:00:00Z" title="2026-11-25 04:00:00 UTC">2026-11-25 12:00'
        in html
    )
    assert "演练" in html


def test_menu_marks_the_current_entry(browser: Client) -> None:
    html = browser.get("/record/1/").content.decode()
    assert '<a href="/list/" class="active" aria-current="page">' in html
    assert html.count('aria-current="page"') == 1


def test_portal_page_needs_no_cookie(browser: Client) -> None:
    response = browser.get("/public/")
    assert "晋中市应急管理局" in response.content.decode()
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
