"""Pages made for the tests: a list, a record, a portal page and faults, with their addresses."""

from datetime import UTC, date, datetime

import django_tables2 as tables
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django_tables2 import RequestConfig

from yaohao.ground.theme import views
from yaohao.ground.theme.parts import Event, Export, Fact, Mistake, Step

NOON = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
DIGEST = "0123456789abcdef" * 4


class Mines(tables.Table):  # type: ignore[misc]  # the library has no types
    code = tables.Column(
        verbose_name="统一社会信用代码", linkify=lambda record: f"/record/{record['code']}/"
    )
    name = tables.Column(verbose_name="名称")
    county = tables.Column(verbose_name="县区")
    staff = tables.Column(
        verbose_name="职工人数", attrs={"td": {"class": "num"}, "th": {"class": "num"}}
    )


class Search(forms.Form):
    q = forms.CharField(
        label="名称或代码", required=False, widget=forms.TextInput({"type": "search"})
    )
    county = forms.ChoiceField(
        label="县区", required=False, choices=[("", "全部"), ("140702", "榆次区")]
    )


class Filter:
    def __init__(self, data: object) -> None:
        self.form = Search(data or None)  # type: ignore[arg-type]


def rows(count: int) -> list[dict[str, object]]:
    return [
        {
            "code": f"91140700MA0K{n:05}X",
            "name": f"晋中市第{n}煤矿有限公司",
            "county": "榆次区",
            "staff": 17 * n,
        }
        for n in range(1, count + 1)
    ]


def listing(request: HttpRequest) -> HttpResponse:
    table = Mines(rows(int(request.GET.get("rows", 60))))
    RequestConfig(request, paginate={"per_page": 20}).configure(table)
    messages.success(request, "已保存。")
    messages.error(request, "<b>第 3 行</b>：代码的校验位不对。")
    return render(
        request,
        "theme/list.html",
        {
            "filter": Filter(request.GET),
            "table": table,
            "sentence": "共 1,286 户，符合条件 60 户。",
            "exports": [Export("xlsx", "?format=xlsx"), Export("csv", "?format=csv")],
            "menu": menu(),
            "breadcrumbs": [{"label": "名录库", "url": "/"}, {"label": "检查对象", "url": ""}],
        },
    )


def record(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "theme/record.html", parts() | {"menu": menu(), "exercise": True})


def public(request: HttpRequest) -> HttpResponse:
    context = parts() | {
        "layout": "theme/public.html",
        "portal_menu": menu(),
        "site_owner": "晋中市应急管理局",
    }
    return render(request, "theme/record.html", context)


def menu() -> list[dict[str, object]]:
    return [
        {"label": "我的待办", "url": "/", "active": False, "icon": "list-check"},
        {"label": "检查对象", "url": "/list/", "active": True, "icon": "building"},
        {"label": "执法人员", "url": "/x/", "active": False, "icon": "people"},
        {"label": "抽签", "url": "/y/", "active": False, "icon": "dice-5"},
    ]


def parts() -> dict[str, object]:
    return {
        "steps": [
            Step("公告", "done", NOON),
            Step("冻结", "done", NOON),
            Step("抽签", "current"),
            Step("封存", "future"),
            Step("公开", "failed"),
        ],
        "facts": [
            Fact("编号", "140700-2026-017"),
            Fact("计划", "第17项", url="/plan/17/"),
            Fact("名录库根", DIGEST, digest=True),
            Fact("备注", None),
        ],
        "events": [
            Event(NOON, "冻结名录库", "武建平", "共 320 户"),
            Event(NOON, "公告", "武建平、吕芳", url="/log/1/"),
        ],
        "mistakes": [Mistake("第3行 B列", "校验位不对", "核对营业执照")],
        "due": date(2026, 11, 25),
        "digest": DIGEST,
    }


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("told to break")


handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler500 = views.server_error
urlpatterns = [
    path("list/", listing),
    path("record/<code>/", record),
    path("public/", public),
    path("forbidden/", forbidden),
    path("suspicious/", suspicious),
    path("broken/", broken),
    path("display/", views.display, name="display"),
]
